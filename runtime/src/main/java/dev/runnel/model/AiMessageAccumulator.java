package dev.runnel.model;

import dev.runnel.Accumulator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Adds up the chunks of one answer, in time linear in their text. Not thread-safe. */
final class AiMessageAccumulator implements Accumulator<AiMessageChunk, AiMessage> {
  private final List<PartSum> parts = new ArrayList<>();
  private final ToolCallSum calls = new ToolCallSum();
  private AnswerInfo info = AnswerInfo.NONE;
  private Extras extras = Extras.NONE;

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
    if (call != null && call.isNew()) {
      parts.add(new PartSum.OfCall(call));
    }
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
