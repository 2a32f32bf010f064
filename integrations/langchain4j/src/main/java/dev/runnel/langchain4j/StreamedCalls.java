package dev.runnel.langchain4j;

import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.runnel.Accumulator;
import dev.runnel.RunnelException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolCallDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pieces of tool calls that one answer streams, made of what LangChain4j calls back with. Not
 * thread-safe.
 *
 * <p>LangChain4j joins the pieces a second time, for the whole answer, and not always alike: where
 * a server repeats an id, or gives several calls one index, only one of the two is right. So both
 * are compared at the end.
 */
final class StreamedCalls {
  private static final ObjectReader JSON =
      JsonMapper.shared()
          .reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .forType(Object.class);

  private final Set<String> tools;
  private final Accumulator<AiMessageChunk, AiMessage> sum =
      AiMessageChunk.ofText("").accumulator();
  private final Map<Integer, Told> told = new HashMap<>();

  /** What the last piece at an index told, and the first three characters of the arguments. */
  private record Told(@Nullable String id, @Nullable String name, boolean open, String arguments) {
    Told(@Nullable String id, @Nullable String name, boolean open) {
      this(id, name, open, "");
    }

    boolean isOf(@Nullable String otherId, @Nullable String otherName) {
      return Objects.equals(id, otherId) && Objects.equals(name, otherName);
    }
  }

  /**
   * Starts an answer.
   *
   * @param tools the names of the tools that the model may call; empty if they are not known
   */
  StreamedCalls(Set<String> tools) {
    this.tools = tools;
  }

  /** Makes the chunk of a piece. LangChain4j repeats with each what it knows of id and name. */
  AiMessageChunk piece(PartialToolCall piece) {
    Told before = told.get(piece.index());
    boolean known = piece.id() != null && before != null && before.isOf(piece.id(), piece.name());
    String arguments = piece.partialArguments();
    if (known && before.open() && before.arguments().equals("{}") && arguments.equals("{}")) {
      return AiMessageChunk.ofToolCalls(); // LangChain4j tells it once more at the call's end
    }
    String begun = (known && before.open() ? before.arguments() : "") + arguments;
    told.put(
        piece.index(),
        new Told(piece.id(), piece.name(), true, begun.substring(0, Math.min(3, begun.length()))));
    return chunk(piece.index(), known ? null : piece.id(), known ? null : piece.name(), arguments);
  }

  /** Makes the chunk of what was not told in pieces of a call; null if all was. */
  @Nullable AiMessageChunk rest(CompleteToolCall call) {
    String id = call.toolExecutionRequest().id();
    String name = call.toolExecutionRequest().name();
    Told before = told.get(call.index());
    boolean inPieces = before != null && before.open();
    if (name == null
        || name.isBlank()
        || (before != null && before.open() && before.isOf(id, name))) {
      told.computeIfPresent(call.index(), (index, last) -> new Told(last.id(), last.name(), false));
      return null;
    }
    told.put(call.index(), new Told(id, name, false));
    String arguments = call.toolExecutionRequest().arguments();
    return chunk(call.index(), id, name, inPieces || arguments == null ? "" : arguments);
  }

  /**
   * Compares what was streamed with the whole answer.
   *
   * @param whole the calls of the whole answer
   * @return a chunk of those that were not streamed; null if all were
   * @throws RunnelException if they do not agree, and it cannot be said which is right
   */
  @Nullable AiMessageChunk missing(List<ToolCall> whole) {
    List<ToolCall> streamed = sum.sum().toolCalls();
    if (agree(streamed, whole)) {
      return null;
    }
    int count = streamed.size();
    if (count < whole.size() && agree(streamed, whole.subList(0, count))) {
      return chunk(whole.subList(count, whole.size()));
    }
    if (count > 0 && areSound(streamed) && !areSound(whole)) {
      return null;
    }
    throw new RunnelException(
        "The tool calls that were streamed and those of the whole answer do not agree, so none of"
            + " them may be run. Streamed: %s. Whole: %s. Let the server give each call an index"
                .formatted(streamed, whole)
            + " and an id of its own, or use a model that does not stream.");
  }

  private AiMessageChunk chunk(List<ToolCall> calls) {
    int next = told.keySet().stream().mapToInt(index -> index + 1).max().orElse(0);
    List<ToolCallDelta> deltas = new ArrayList<>();
    for (ToolCall call : calls) {
      deltas.add(new ToolCallDelta(next++, call.id(), call.name(), call.arguments()));
    }
    return AiMessageChunk.ofToolCalls(deltas.toArray(ToolCallDelta[]::new));
  }

  private AiMessageChunk chunk(
      int index, @Nullable String id, @Nullable String name, String arguments) {
    AiMessageChunk chunk =
        AiMessageChunk.ofToolCalls(new ToolCallDelta(index, id, name, arguments));
    sum.add(chunk);
    return chunk;
  }

  private static boolean agree(List<ToolCall> streamed, List<ToolCall> whole) {
    boolean agree = streamed.size() == whole.size();
    for (int i = 0; agree && i < whole.size(); i++) {
      ToolCall one = streamed.get(i);
      ToolCall other = whole.get(i);
      agree =
          isRepeated(one.id(), other.id())
              && isRepeated(one.name(), other.name())
              && arguments(one).equals(arguments(other));
    }
    return agree;
  }

  /** LangChain4j's whole appends an id or name that comes with several pieces. */
  private static boolean isRepeated(String word, String repeated) {
    return word.equals(repeated)
        || (!word.isEmpty() && !repeated.isEmpty() && repeated.replace(word, "").isEmpty());
  }

  private static String arguments(ToolCall call) {
    return call.arguments().isBlank() ? "{}" : call.arguments();
  }

  /** Tells whether all calls are of tools that there are, with arguments that are JSON. */
  private boolean areSound(List<ToolCall> calls) {
    return calls.stream()
        .allMatch(
            call ->
                (tools.isEmpty() ? !call.name().isBlank() : tools.contains(call.name()))
                    && isJson(arguments(call)));
  }

  private static boolean isJson(String text) {
    try {
      JSON.readValue(text);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }
}
