package dev.runnel.serve;

import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChunkPart;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.Refusal;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.model.ToolCallPieces;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private final RunApprovals approvals;
  private ToolCallPieces pieces = new ToolCallPieces();

  /** The calls that come in pieces, by their place among these. */
  private final Map<Integer, OpenCall> streamed = new HashMap<>();

  private final List<OpenCall> calls = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private AnswerInfo info = AnswerInfo.NONE;

  /** The tokens of the turns before. */
  private @Nullable TokenUsage usageBefore;

  /** How many calls there were when the turn began. */
  private int callsBefore;

  /** Who runs the tools that the provider does not run itself. */
  private AnswerWriter.RunBy runBy = AnswerWriter.RunBy.CLIENT;

  AnswerReader(AnswerWriter writer, String runId, RunApprovals approvals) {
    this.writer = writer;
    this.runId = runId;
    this.approvals = approvals;
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
      return told != null && !answered && told.runBy() != AnswerWriter.RunBy.PROVIDER;
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
    } else if (AgentTypes.isChunk(chunk)) {
      runBy = AnswerWriter.RunBy.CHAIN;
      AgentReader.read(chunk, this, out);
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
      told =
          new AnswerWriter.Call(
              index,
              id(call.modelId, index),
              name,
              providerExecuted ? AnswerWriter.RunBy.PROVIDER : runBy);
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

  /** Reads what a tool gave. */
  void result(ToolResult result, StringBuilder out) {
    endCalls(out);
    for (OpenCall call : calls) {
      if (call.isOf(result) && call.told != null) {
        call.answered = true;
        if (approvals.denied().contains(result.callId())) {
          writer.denied(call.told, result, out);
        } else {
          writer.result(call.told, result, out);
        }
        return;
      }
    }
  }

  // ---- turns of an agent

  /**
   * Reads the calls of an answer that is complete, with the ids that the agent knows them by. One
   * that was shown and is not among them will never have a result.
   */
  void answered(List<ToolCall> whole, StringBuilder out) {
    endCalls(out);
    List<OpenCall> begun = new ArrayList<>(calls.subList(callsBefore, calls.size()));
    for (ToolCall call : whole) {
      OpenCall same = take(call, begun);
      if (same == null) {
        whole(call, out);
      } else {
        same.modelId = call.id();
      }
    }
    for (OpenCall dropped : begun) {
      if (dropped.told != null) {
        ToolCall call = new ToolCall(dropped.modelId, dropped.told.name(), "{}");
        dropped.answered = true;
        writer.result(dropped.told, ToolResult.failure(call, "This call was dropped."), out);
      }
    }
  }

  /** Finds a call by its id; where the agent has given it another one, by its name. */
  private static @Nullable OpenCall take(ToolCall whole, List<OpenCall> begun) {
    OpenCall found = null;
    for (OpenCall call : begun) {
      if (call.told != null && call.told.name().equals(whole.name())) {
        if (call.modelId.equals(whole.id())) {
          found = call;
          break;
        }
        found = found == null ? call : found;
      }
    }
    begun.remove(found);
    return found;
  }

  /** Reads what a tool tells while it runs. */
  void progress(String callId, Object piece, StringBuilder out) {
    AnswerWriter.Call told = told(callId);
    if (told != null) {
      writer.progress(told, piece, out);
    }
  }

  private AnswerWriter.@Nullable Call told(String callId) {
    for (OpenCall call : calls) {
      if (!call.answered && call.modelId.equals(callId)) {
        return call.told;
      }
    }
    return null;
  }

  /** Begins another answer of the model. */
  void nextTurn(StringBuilder out) {
    endCalls(out);
    usageBefore = usage();
    info = AnswerInfo.NONE;
    pieces = new ToolCallPieces();
    streamed.clear();
    callsBefore = calls.size();
    writer.nextTurn(out);
  }

  /** Reads that the agent has stopped. */
  void paused(Object chunk, List<ToolCall> waiting, StringBuilder out) {
    List<AnswerWriter.Asked> asked = new ArrayList<>();
    Map<String, String> shownIds = new LinkedHashMap<>();
    for (ToolCall call : waiting) {
      if (told(call.id()) == null) { // one that an agent inside of another one asks for
        whole(call, out);
      }
      AnswerWriter.Call told = told(call.id());
      if (told != null) {
        asked.add(new AnswerWriter.Asked(told, call.id(), call.arguments()));
        if (!told.id().equals(call.id())) {
          shownIds.put(call.id(), told.id());
        }
      }
    }
    writer.paused(asked, approvals.chain().keep(chunk, shownIds), out);
  }

  /** Reads that the agent goes on with calls that the client has seen already. */
  void resumed(List<ToolCall> shown, Set<String> done, StringBuilder out) {
    for (ToolCall one : shown) {
      OpenCall call = new OpenCall();
      String id = approvals.shownIds().getOrDefault(one.id(), one.id());
      call.told =
          new AnswerWriter.Call(
              calls.size(),
              id,
              one.name(),
              one.providerExecuted() ? AnswerWriter.RunBy.PROVIDER : runBy);
      call.modelId = one.id();
      call.ended = true;
      call.answered = done.contains(one.id());
      calls.add(call);
      ids.add(id);
    }
    callsBefore = calls.size();
    writer.resumed(out);
  }

  // ---- the end

  /** Ends what is open. */
  void end(StringBuilder out) {
    endCalls(out);
  }

  /** Returns what the model has told about its answer so far. */
  AnswerInfo info() {
    return info;
  }

  /** Returns how many tokens all turns took; null if none tells. */
  @Nullable TokenUsage usage() {
    TokenUsage now = info.usage();
    TokenUsage before = usageBefore;
    return now == null || before == null
        ? now == null ? before : now
        : new TokenUsage(
            before.input() + now.input(),
            before.output() + now.output(),
            before.total() + now.total(),
            before.cachedInput() + now.cachedInput(),
            before.writtenInput() + now.writtenInput(),
            before.reasoning() + now.reasoning());
  }

  /** Tells whether there are calls that the client has to answer. */
  boolean asksForTools() {
    return calls.stream().anyMatch(OpenCall::isForTheClient);
  }
}
