package dev.runnel.testkit.adapter;

import dev.runnel.model.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which servers that speak OpenAI's language stream calls of tools: OpenAI's own, and
 * those of servers like it, where index, id or name are late, repeated, empty or left out.
 */
public enum ToolCallForm {
  /** The id and the name first, then the arguments in pieces. */
  AS_OPENAI_DOES(
      List.of(
          piece(0, "a", "weather", ""),
          piece(0, null, null, "{\"city\":"),
          piece(0, null, null, "\"Rome\"}"),
          piece(1, "b", "time", ""),
          piece(1, null, null, Calls.PARIS)),
      Calls.A,
      Calls.B),
  /** The id with the arguments. */
  LATE_ID(List.of(piece(0, null, "weather", ""), piece(0, "a", null, Calls.ROME)), Calls.A),
  /** The id with a later piece of the arguments. */
  LATE_ID_BETWEEN_ARGUMENTS(
      List.of(piece(0, null, "weather", "{\"city\":"), piece(0, "a", null, "\"Rome\"}")), Calls.A),
  /** The id at last. */
  LATE_ID_AFTER_THE_ARGUMENTS(
      List.of(piece(0, null, "weather", Calls.ROME), piece(0, "a", null, "")), Calls.A),
  /** The name with the arguments. */
  LATE_NAME(List.of(piece(0, "a", null, ""), piece(0, null, "weather", Calls.ROME)), Calls.A),
  /** The id with each piece. */
  REPEATED_ID(
      List.of(piece(0, "a", "weather", "{\"city\":"), piece(0, "a", null, "\"Rome\"}")), Calls.A),
  /** The id and the name with each piece. */
  REPEATED_ID_AND_NAME(
      List.of(
          piece(0, "a", "weather", "{\"city\":"),
          piece(0, "a", "weather", "\"Rome\"}"),
          piece(1, "b", "time", Calls.PARIS)),
      Calls.A,
      Calls.B),
  /** An empty id and name with later pieces. */
  EMPTY_ID_AND_NAME(
      List.of(piece(0, "a", "weather", "{\"city\":"), piece(0, "", "", "\"Rome\"}")), Calls.A),
  /** A piece of no call at an index of its own. */
  NOTHING_AT_ANOTHER_INDEX(
      List.of(
          piece(0, "a", "weather", Calls.ROME),
          "{\"index\":1,\"id\":\"\",\"function\":{\"arguments\":null}}"),
      Calls.A),
  /** The same, without a function. */
  NOTHING_AT_ANOTHER_INDEX_WITHOUT_FUNCTION(
      List.of(piece(0, "a", "weather", Calls.ROME), "{\"index\":1,\"id\":null}"), Calls.A),
  /** Two calls of the same index. */
  INDEX_0_FOR_ALL(
      List.of(piece(0, "a", "weather", Calls.ROME), piece(0, "b", "time", Calls.PARIS)),
      Calls.A,
      Calls.B),
  /** Two calls of the same index, each in pieces. */
  INDEX_0_FOR_ALL_IN_PIECES(
      List.of(
          piece(0, "a", "weather", ""),
          piece(0, null, null, Calls.ROME),
          piece(0, "b", "time", ""),
          piece(0, null, null, Calls.PARIS)),
      Calls.A,
      Calls.B),
  /** Two calls of one tool, of the same index. */
  INDEX_0_AND_ONE_NAME_FOR_ALL(
      List.of(piece(0, "a", "weather", Calls.ROME), piece(0, "b", "weather", Calls.PARIS)),
      Calls.A,
      new ToolCall("b", "weather", Calls.PARIS)),
  /** Two calls of one tool, of the same index and without ids. */
  INDEX_0_AND_NO_IDS(
      List.of(piece(0, null, "weather", Calls.ROME), piece(0, null, "weather", Calls.PARIS)),
      new ToolCall("", "weather", Calls.ROME),
      new ToolCall("", "weather", Calls.PARIS)),
  /** No index. */
  WITHOUT_INDEX(
      List.of(piece(null, "a", "weather", Calls.ROME), piece(null, "b", "time", Calls.PARIS)),
      Calls.A,
      Calls.B),
  /** No index, and arguments in pieces. */
  WITHOUT_INDEX_IN_PIECES(
      List.of(
          piece(null, "a", "weather", "{\"city\":"),
          piece(null, null, null, "\"Rome\"}"),
          piece(null, "b", "time", Calls.PARIS)),
      Calls.A,
      Calls.B),
  /** No arguments at all. */
  WITHOUT_ARGUMENTS(
      List.of(piece(0, "a", "weather", ""), piece(1, "b", "time", "")),
      new ToolCall("a", "weather", "{}"),
      new ToolCall("b", "time", "{}")),
  /** Two calls in one event. */
  TWO_IN_ONE_EVENT(
      List.of(piece(0, "a", "weather", Calls.ROME) + "," + piece(1, "b", "time", Calls.PARIS)),
      Calls.A,
      Calls.B),
  /** A call in one piece. */
  A_WHOLE_CALL_AT_ONCE(List.of(piece(0, "a", "weather", Calls.ROME)), Calls.A),
  /** Arguments that are cut. */
  CUT(List.of(piece(0, "a", "weather", "{\"ci")), new ToolCall("a", "weather", "{\"ci"));

  /** Constants of an enum cannot name static fields of their own. */
  private static final class Calls {
    static final String ROME = "{\"city\":\"Rome\"}";
    static final String PARIS = "{\"city\":\"Paris\"}";
    static final ToolCall A = new ToolCall("a", "weather", ROME);
    static final ToolCall B = new ToolCall("b", "time", PARIS);

    private Calls() {}
  }

  @SuppressWarnings("ImmutableEnumChecker") // Lists are copies.
  private final List<String> pieces;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<ToolCall> calls;

  ToolCallForm(List<String> pieces, ToolCall... calls) {
    this.pieces = List.copyOf(pieces);
    this.calls = List.of(calls);
  }

  /**
   * Returns the calls that the server means.
   *
   * @return the calls, in order
   */
  public List<ToolCall> calls() {
    return calls;
  }

  /**
   * Starts a server that streams calls in this form.
   *
   * @return the server
   */
  public ChatServer start() {
    return sending(pieces);
  }

  /**
   * Starts a server that streams pieces of calls.
   *
   * @param pieces for each event, the JSON of the pieces
   * @return the server
   */
  public static ChatServer sending(List<String> pieces) {
    return ChatServer.start(
        exchange -> {
          exchange.startEvents().role();
          for (String piece : pieces) {
            exchange.event(ChatExchange.delta("{\"tool_calls\":[" + piece + "]}", null));
          }
          exchange.finish("tool_calls").done();
        });
  }

  /**
   * Writes a piece of a call.
   *
   * @param index the call's index, or null to leave it out
   * @param id the call's id, or null to leave it out
   * @param name the tool's name, or null to leave it out
   * @param arguments a piece of the arguments
   * @return JSON
   */
  public static String piece(
      @Nullable Integer index, @Nullable String id, @Nullable String name, String arguments) {
    return "{%s%s\"type\":\"function\",\"function\":{%s\"arguments\":%s}}"
        .formatted(
            index == null ? "" : "\"index\":" + index + ",",
            id == null ? "" : "\"id\":\"" + id + "\",",
            name == null ? "" : "\"name\":\"" + name + "\",",
            ChatExchange.json(arguments));
  }
}
