package dev.runnel.agent;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.EmptyStreamException;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import dev.runnel.json.JsonStreamException;
import dev.runnel.json.Partial;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageAccumulator;
import dev.runnel.model.AiMessageChunk;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One answer of the model, with its calls as they are being written. */
final class ModelTurn extends AbstractChunkStream<AgentChunk> {
  private final int turn;
  private final String model;
  private final ChunkStream<AiMessageChunk> pieces;

  /** What stands before the first text; null if text is held back. */
  private @Nullable String beforeText;

  private final AiMessageAccumulator sum = new AiMessageAccumulator(this::onPiece);
  private final Map<Integer, WrittenCall> calls = new HashMap<>();
  private final Queue<AgentChunk> ready = new ArrayDeque<>();
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
  public boolean hasNext() {
    if (ready.isEmpty() && pieces.hasNext()) {
      AiMessageChunk piece = pieces.next();
      any = true;
      ready.add(new AgentChunk.ModelPiece(turn, piece, textOf(piece)));
      sum.add(piece);
    }
    return !ready.isEmpty();
  }

  private String textOf(AiMessageChunk piece) {
    String text = beforeText == null ? "" : piece.text();
    if (text.isEmpty()) {
      return "";
    }
    String all = beforeText + text;
    beforeText = "";
    return all;
  }

  private void onPiece(int number, String name, String arguments) {
    WrittenCall call = calls.computeIfAbsent(number, begun -> new WrittenCall(number));
    call.add(name, arguments);
  }

  @Override
  public AgentChunk next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The answer of the model has ended.");
    }
    return ready.remove();
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
  protected void release() {
    pieces.close();
  }

  /** A call that the model is writing. */
  private final class WrittenCall {
    private final int number;
    private final JsonReader<Partial<JsonNode>> reader =
        JsonReader.partials(JsonNode.class, JsonReadOptions.DEFAULT);
    private @Nullable Partial<JsonNode> draft;
    private boolean begun;
    private boolean isReadable = true;

    WrittenCall(int number) {
      this.number = number;
    }

    void add(String name, String piece) {
      if (!begun && !name.isEmpty()) {
        begun = true;
        ready.add(new AgentChunk.CallBegun(turn, number, name));
      }
      if (!piece.isEmpty()) {
        read(piece);
        ready.add(new AgentChunk.CallArguments(turn, number, name, piece, draft));
      }
    }

    /** What is no JSON has no drafts; that it is none shows when the call is to be run. */
    private void read(String piece) {
      if (isReadable) {
        try {
          reader.feed(piece, state -> draft = state);
        } catch (JsonStreamException noJson) {
          isReadable = false;
          draft = null;
        }
      }
    }
  }
}
