package dev.runnel.agent;

import dev.runnel.ChunkStream;
import dev.runnel.EmptyStreamException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageAccumulator;
import dev.runnel.model.AiMessageChunk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One answer of the model, with its calls as they are being written. */
final class ModelTurn implements AgentSource {
  private final int turn;
  private final String model;
  private final ChunkStream<AiMessageChunk> pieces;

  /** What stands before the first text; null if text is held back. */
  private @Nullable String beforeText;

  private final AiMessageAccumulator sum = new AiMessageAccumulator(this::onPiece);
  private final Map<Integer, WrittenCall> calls = new HashMap<>();

  /** What the piece that is read now tells of calls. */
  private final List<AgentChunk> ofCalls = new ArrayList<>();

  private boolean any;

  /**
   * Starts to read an answer.
   *
   * @param beforeText what stands before its text; null if its text is to be held back
   */
  ModelTurn(
      int turn, String model, ChunkStream<AiMessageChunk> pieces, @Nullable String beforeText) {
    this.turn = turn;
    this.model = model;
    this.pieces = pieces;
    this.beforeText = beforeText;
  }

  @Override
  public boolean readNext(Consumer<? super AgentChunk> out) {
    if (!pieces.hasNext()) {
      return false;
    }
    AiMessageChunk piece = pieces.next();
    any = true;
    out.accept(new AgentChunk.ModelPiece(turn, piece, textOf(piece)));
    sum.add(piece);
    if (!ofCalls.isEmpty()) {
      ofCalls.forEach(out);
      ofCalls.clear();
    }
    return true;
  }

  private String textOf(AiMessageChunk piece) {
    String text = beforeText == null ? "" : piece.text();
    if (text.isEmpty() || "".equals(beforeText)) {
      return text;
    }
    String all = beforeText + text;
    beforeText = "";
    return all;
  }

  private void onPiece(int number, String name, String arguments) {
    calls.computeIfAbsent(number, WrittenCall::new).add(name, arguments);
  }

  /** Returns the whole answer. */
  AiMessage answer() {
    if (!any) {
      throw new EmptyStreamException(
          "Model '" + model + "' gave no chunk in turn " + turn + ", so there is no answer.");
    }
    return sum.sum();
  }

  @Override
  public void close() {
    pieces.close();
  }

  /** A call that the model is writing. */
  private final class WrittenCall {
    private final int number;
    private final ArgumentsReader reader = new ArgumentsReader();
    private boolean begun;

    WrittenCall(int number) {
      this.number = number;
    }

    void add(String name, String piece) {
      if (!begun && !name.isEmpty()) {
        begun = true;
        ofCalls.add(new AgentChunk.CallBegun(turn, number, name));
      }
      if (!piece.isEmpty()) {
        ofCalls.add(new AgentChunk.CallArguments(turn, number, name, piece, reader.write(piece)));
      }
    }
  }
}
