package dev.runnel.serve;

import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChunkPart;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.Refusal;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.model.ToolCallPieces;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees whatever a chain streams as the pieces of one answer of a chat. It keeps the tool calls, but
 * nothing of the text. For one run and one thread at a time.
 *
 * <p>A call is told as soon as the tool's name is known and its id, or its first argument, has
 * come. It ends with the answer, or when its result comes.
 */
final class AnswerReader {
  private final AnswerWriter writer;
  private final String runId;
  private final ToolCallPieces pieces = new ToolCallPieces();

  /** The calls that come in pieces, by their place among these. */
  private final Map<Integer, OpenCall> streamed = new HashMap<>();

  private final List<OpenCall> calls = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private AnswerInfo info = AnswerInfo.NONE;

  AnswerReader(AnswerWriter writer, String runId) {
    this.writer = writer;
    this.runId = runId;
  }

  /** One call, and what was told of it. */
  private static final class OpenCall {
    /** What came before the call could be told. */
    private final StringBuilder held = new StringBuilder();

    private AnswerWriter.@Nullable Call told;
    private String modelId = "";
    private boolean ended;
    private boolean answered;

    boolean isOf(ToolResult result) {
      return told != null
          && !answered
          && (modelId.isEmpty()
              ? told.name().equals(result.name())
              : modelId.equals(result.callId()));
    }

    boolean isForTheClient() {
      return told != null && !answered && !told.providerExecuted();
    }
  }

  /** Reads one chunk. */
  void read(Object chunk, StringBuilder out) {
    if (chunk instanceof String text) {
      text(text, out);
    } else if (chunk instanceof AiMessageChunk piece) {
      read(piece, out);
    } else if (chunk instanceof AiMessage answer) {
      read(answer.toChunk(), out);
    } else if (chunk instanceof ToolMessage message) {
      result(message.result(), out);
    } else if (chunk instanceof ToolResult result) {
      result(result, out);
    } else {
      writer.data(chunk, out);
    }
  }

  private void read(AiMessageChunk chunk, StringBuilder out) {
    info = info.merge(chunk.info());
    for (ChunkPart part : chunk.parts()) {
      if (part instanceof TextPart text) {
        text(text.text(), out);
        text.citations().forEach(citation -> writer.citation(citation, out));
      } else if (part instanceof Reasoning reasoning) {
        if (!reasoning.text().isEmpty()) {
          writer.reasoning(reasoning.text(), out);
        }
      } else if (part instanceof Refusal refusal) {
        writer.refusal(refusal.text(), out);
      } else if (part instanceof ToolCallDelta delta) {
        pieces.add(delta).ifPresent(piece -> piece(piece, out));
      } else if (part instanceof ToolCall call) {
        whole(call, out);
      } else if (part instanceof ToolResult result) {
        result(result, out);
      } else if (part instanceof Media media) {
        writer.media(media, out);
      }
    }
  }

  private void text(String text, StringBuilder out) {
    if (!text.isEmpty()) {
      writer.text(text, out);
    }
  }

  private void piece(ToolCallPieces.Piece piece, StringBuilder out) {
    OpenCall call = streamed.get(piece.call());
    if (call == null) {
      call = new OpenCall();
      calls.add(call);
      streamed.put(piece.call(), call);
    }
    call.modelId = piece.id();
    call.held.append(piece.arguments());
    if (!piece.name().isEmpty() && (!piece.id().isEmpty() || !call.held.isEmpty())) {
      tell(call, piece.name(), false, out);
    }
  }

  /** Tells what is known of a call and not told yet. */
  private void tell(OpenCall call, String name, boolean providerExecuted, StringBuilder out) {
    AnswerWriter.Call told = call.told;
    if (told == null) {
      int index = calls.indexOf(call);
      told = new AnswerWriter.Call(index, id(call.modelId, index), name, providerExecuted);
      call.told = told;
      writer.beginCall(told, out);
    }
    if (!call.held.isEmpty() && !call.ended) {
      writer.callArguments(told, call.held.toString(), out);
    }
    call.held.setLength(0);
  }

  /** Some models give no ids, or the same one to several calls. */
  private String id(String modelId, int index) {
    String id = modelId;
    if (modelId.isEmpty() || !ids.add(modelId)) {
      id = "call-" + runId + "-" + index;
      ids.add(id);
    }
    return id;
  }

  private void whole(ToolCall whole, StringBuilder out) {
    OpenCall call = new OpenCall();
    calls.add(call);
    call.modelId = whole.id();
    call.held.append(whole.arguments());
    tell(call, whole.name(), whole.providerExecuted(), out);
    end(call, whole.arguments(), out);
  }

  private void end(OpenCall call, String arguments, StringBuilder out) {
    if (call.told != null && !call.ended) {
      call.ended = true;
      writer.endCall(call.told, arguments, out);
    }
  }

  /** Ends all calls, since what answers one comes when the answer that asks for it is complete. */
  private void endCalls(StringBuilder out) {
    List<ToolCall> sums = pieces.calls();
    streamed.forEach(
        (place, call) -> {
          ToolCall sum = sums.get(place);
          if (!call.ended) {
            tell(call, sum.name(), false, out);
            end(call, sum.arguments(), out);
          }
        });
  }

  private void result(ToolResult result, StringBuilder out) {
    endCalls(out);
    for (OpenCall call : calls) {
      if (call.isOf(result) && call.told != null) {
        call.answered = true;
        writer.result(call.told, result, out);
        return;
      }
    }
  }

  /** Ends what is open. */
  void end(StringBuilder out) {
    endCalls(out);
  }

  /** Returns what the model has told about its answer so far. */
  AnswerInfo info() {
    return info;
  }

  /** Tells whether there are calls that the client has to answer. */
  boolean asksForTools() {
    return calls.stream().anyMatch(OpenCall::isForTheClient);
  }
}
