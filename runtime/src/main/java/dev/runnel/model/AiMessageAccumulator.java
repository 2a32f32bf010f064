package dev.runnel.model;

import dev.runnel.Accumulator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the chunks of one answer, in time linear in their text, and can tell to which tool call
 * each piece of one belongs. Not thread-safe.
 */
public final class AiMessageAccumulator implements Accumulator<AiMessageChunk, AiMessage> {
  private final List<PartSum> parts = new ArrayList<>();
  private final @Nullable CallListener listener;
  private final ToolCallSum calls = new ToolCallSum();
  private AnswerInfo info = AnswerInfo.NONE;
  private Extras extras = Extras.NONE;
  private int begunCalls;

  /** Makes an empty accumulator. */
  public AiMessageAccumulator() {
    this(null);
  }

  /**
   * Makes an empty accumulator that tells of each piece of a tool call as it is added.
   *
   * @param listener is told; null for nobody
   */
  public AiMessageAccumulator(@Nullable CallListener listener) {
    this.listener = listener;
  }

  /** Hears of tool calls while a model writes them. */
  @FunctionalInterface
  public interface CallListener {
    /**
     * Takes note of a piece. Those that belong to no call for certain are not told.
     *
     * @param number which of the answer's calls it belongs to, from 0, in the order in which they
     *     begin
     * @param name the name of the tool, as far as it is known
     * @param arguments the next bit of the arguments' JSON text; may be empty
     */
    void onPiece(int number, String name, String arguments);
  }

  @Override
  public void add(AiMessageChunk chunk) {
    for (ChunkPart part : chunk.parts()) {
      if (part instanceof ToolCallDelta delta) {
        add(delta);
      } else if (part instanceof MessagePart piece) {
        add(piece);
      } else if (!parts.isEmpty()) {
        last().end();
      }
    }
    info = info.merge(chunk.info());
    extras = extras.merge(chunk.extras());
  }

  private void add(ToolCallDelta delta) {
    ToolCallSum.Partial call = calls.add(delta);
    if (call == null) {
      return;
    }
    if (call.isNew()) {
      parts.add(new PartSum.OfCall(call, begunCalls++));
    }
    if (listener != null) {
      listener.onPiece(numberOf(call), call.nameSoFar(), delta.arguments());
    }
  }

  private int numberOf(ToolCallSum.Partial call) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (parts.get(i) instanceof PartSum.OfCall begun && begun.call() == call) {
        return begun.number();
      }
    }
    throw new IllegalStateException("A piece was joined to a call that is no part.");
  }

  private void add(MessagePart piece) {
    if (!parts.isEmpty() && last().join(piece)) {
      return;
    }
    if (piece instanceof Reasoning reasoning && reasoning.text().isEmpty()) {
      // A provider may sign what it thought only when it has said or called something else.
      for (int i = parts.size() - 1; i >= 0; i--) {
        if (parts.get(i) instanceof PartSum.OfReasoning earlier) {
          if (earlier.sign(reasoning)) {
            return;
          }
          break;
        }
      }
    }
    parts.add(PartSum.of(piece));
    if (piece instanceof ToolCall whole) {
      int number = begunCalls++;
      if (listener != null) {
        listener.onPiece(number, whole.name(), whole.arguments());
      }
    }
  }

  private PartSum last() {
    return parts.get(parts.size() - 1);
  }

  @Override
  public AiMessage sum() {
    List<MessagePart> whole = new ArrayList<>(parts.size());
    Iterator<ToolCallSum.Partial> ordered = calls.calls().iterator();
    for (PartSum part : parts) {
      whole.add(part instanceof PartSum.OfCall ? ordered.next().toCall() : part.sum());
    }
    return new AiMessage(whole, info, extras);
  }
}
