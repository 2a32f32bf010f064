package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Accumulator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Index, id and name of a piece of a tool call may be late, repeated, empty, absent or shared. */
class ToolCallSumTest {
  private static final String ROME = "{\"city\":\"Rome\"}";
  private static final String PARIS = "{\"city\":\"Paris\"}";
  private static final ToolCall A = new ToolCall("a", "weather", ROME);
  private static final ToolCall B = new ToolCall("b", "time", PARIS);

  /** What a server sends, and the calls that it means. */
  enum Stream {
    AS_OPENAI_DOES(
        pieces(
            piece(0, "a", "weather", ""),
            piece(0, null, null, "{\"city\""),
            piece(0, null, null, ":\"Rome\"}"),
            piece(1, "b", "time", ""),
            piece(1, null, null, PARIS)),
        A,
        B),
    INTERLEAVED(
        pieces(
            piece(0, "a", "weather", "{\"city\":"),
            piece(1, "b", "time", "{\"city\":"),
            piece(0, null, null, "\"Rome\"}"),
            piece(1, null, null, "\"Paris\"}")),
        A,
        B),
    LATE_ID(pieces(piece(0, null, "weather", ""), piece(0, "a", null, ROME)), A),
    LATE_ID_AT_THE_END(pieces(piece(0, null, "weather", ROME), piece(0, "a", null, "")), A),
    LATE_NAME(pieces(piece(0, "a", null, ""), piece(0, null, "weather", ROME)), A),
    LATE_NAME_AFTER_THE_ARGUMENTS(
        pieces(piece(0, "a", null, ROME), piece(0, null, "weather", "")), A),
    LATE_INDEX(
        pieces(piece(null, "a", "weather", "{\"city\":"), piece(0, "a", null, "\"Rome\"}")), A),
    REPEATED_ID(
        pieces(piece(0, "a", "weather", "{\"city\":"), piece(0, "a", null, "\"Rome\"}")), A),
    REPEATED_ID_AND_NAME(
        pieces(
            piece(0, "a", "weather", ""),
            piece(0, "a", "weather", "{\"city\":"),
            piece(0, "a", "weather", "\"Rome\"}"),
            piece(1, "b", "time", PARIS)),
        A,
        B),
    REPEATED_NAME_ALONE(
        pieces(
            piece(null, null, "weather", "{\"city\":"), piece(null, null, "weather", "\"Rome\"}")),
        new ToolCall("", "weather", ROME)),
    REPEATED_AS_A_WHOLE(pieces(piece(0, "a", "weather", ROME), piece(0, "a", "weather", ROME)), A),
    EMPTY_ID_AND_NAME(
        pieces(piece(0, "a", "weather", "{\"city\":"), piece(0, "", "", "\"Rome\"}")), A),
    BLANK_NAME_AND_THE_WORD_NULL(
        pieces(piece(0, "a", "weather", "{\"city\":"), piece(0, "null", " ", "\"Rome\"}")), A),
    NOTHING_AT_ANOTHER_INDEX(pieces(piece(0, "a", "weather", ROME), piece(1, "", null, "")), A),
    INDEX_0_FOR_ALL(pieces(piece(0, "a", "weather", ROME), piece(0, "b", "time", PARIS)), A, B),
    INDEX_0_FOR_ALL_IN_PIECES(
        pieces(
            piece(0, "a", "weather", ""),
            piece(0, null, null, ROME),
            piece(0, "b", "time", ""),
            piece(0, null, null, PARIS)),
        A,
        B),
    INDEX_0_FOR_ALL_WITHOUT_IDS(
        pieces(piece(0, null, "weather", ROME), piece(0, null, "weather", PARIS)),
        new ToolCall("", "weather", ROME),
        new ToolCall("", "weather", PARIS)),
    INDEX_0_AND_ONE_NAME_FOR_ALL(
        pieces(piece(0, "a", "weather", ROME), piece(0, "b", "weather", PARIS)),
        A,
        new ToolCall("b", "weather", PARIS)),
    WITHOUT_INDEX(
        pieces(
            piece(null, "a", "weather", "{\"city\":"),
            piece(null, "a", null, "\"Rome\"}"),
            piece(null, "b", "time", PARIS)),
        A,
        B),
    WITHOUT_INDEX_AND_LATER_ID(
        pieces(
            piece(null, "a", "weather", ""),
            piece(null, null, null, ROME),
            piece(null, "b", "time", ""),
            piece(null, null, null, PARIS)),
        A,
        B),
    WITHOUT_INDEX_AND_ID(
        pieces(piece(null, null, "weather", ROME), piece(null, null, "weather", PARIS)),
        new ToolCall("", "weather", ROME),
        new ToolCall("", "weather", PARIS)),
    ONE_CALL_AT_SEVERAL_INDEXES(
        pieces(
            piece(0, "a", "weather", "{\"city\":"),
            piece(1, "a", null, "\"Ro"),
            piece(2, "a", null, "me\"}")),
        A),
    ONE_ID_AT_TWO_INDEXES(
        pieces(piece(0, "a", "weather", ROME), piece(1, "a", "weather", ROME)), A, A),
    ANOTHER_ID_IN_EACH_PIECE(
        pieces(piece(0, "x", "weather", "{\"city\":"), piece(0, "a", null, "\"Rome\"}")), A),
    BRACES_WITHIN_THE_ARGUMENTS(
        pieces(
            piece(0, "a", "weather", "{\"a\":"),
            piece(0, null, null, "{\"b\":\"}\\\"{\"}"),
            piece(0, null, null, "}")),
        new ToolCall("a", "weather", "{\"a\":{\"b\":\"}\\\"{\"}}")),
    WITHOUT_ARGUMENTS(
        pieces(piece(0, "a", "weather", ""), piece(1, "b", "time", "")),
        new ToolCall("a", "weather", ""),
        new ToolCall("b", "time", "")),
    CUT(
        pieces(piece(0, "a", "weather", ROME), piece(1, "b", "time", "{\"ci")),
        A,
        new ToolCall("b", "time", "{\"ci")),
    A_PIECE_THAT_MAY_BELONG_TO_EITHER(
        pieces(
            piece(null, "a", "weather", "{\"ci"),
            piece(null, "b", "time", "{\"ci"),
            piece(null, null, null, "ty\":\"Rome\"}")),
        new ToolCall("a", "weather", "{\"ci"),
        new ToolCall("b", "time", "{\"ci"));

    private final List<ToolCallDelta> pieces;
    private final List<ToolCall> calls;

    Stream(List<ToolCallDelta> pieces, ToolCall... calls) {
      this.pieces = pieces;
      this.calls = List.of(calls);
    }
  }

  private static List<ToolCallDelta> pieces(ToolCallDelta... pieces) {
    return List.of(pieces);
  }

  private static ToolCallDelta piece(
      @Nullable Integer index, @Nullable String id, @Nullable String name, String arguments) {
    return new ToolCallDelta(index, id, name, arguments);
  }

  @ParameterizedTest
  @EnumSource
  void piecesBelongToTheCallThatTheyFit(Stream stream) {
    List<AiMessageChunk> chunks = new ArrayList<>();
    stream.pieces.forEach(piece -> chunks.add(AiMessageChunk.ofToolCalls(piece)));

    assertThat(sum(chunks).toolCalls()).isEqualTo(stream.calls);
  }

  @ParameterizedTest
  @EnumSource
  void piecesInOneChunkAreAsThoseInSeveral(Stream stream) {
    AiMessageChunk chunk = AiMessageChunk.ofToolCalls(stream.pieces.toArray(ToolCallDelta[]::new));

    assertThat(sum(List.of(chunk)).toolCalls()).isEqualTo(stream.calls);
  }

  @ParameterizedTest
  @EnumSource
  void piecesTellTheirCallsWhileTheyCome(Stream stream) {
    ToolCallPieces pieces = new ToolCallPieces();
    List<StringBuilder> arguments = new ArrayList<>();
    List<ToolCall> told = new ArrayList<>();
    for (ToolCallDelta delta : stream.pieces) {
      pieces
          .add(delta)
          .ifPresent(
              piece -> {
                if (piece.call() == arguments.size()) {
                  arguments.add(new StringBuilder());
                  told.add(new ToolCall("", "", ""));
                }
                String text = arguments.get(piece.call()).append(piece.arguments()).toString();
                told.set(piece.call(), new ToolCall(piece.id(), piece.name(), text));
              });
    }

    assertThat(told).isEqualTo(pieces.calls());
    assertThat(told).containsExactlyInAnyOrderElementsOf(stream.calls);
  }

  private static AiMessage sum(List<AiMessageChunk> chunks) {
    Accumulator<AiMessageChunk, AiMessage> accumulator = chunks.get(0).accumulator();
    chunks.forEach(accumulator::add);
    return accumulator.sum();
  }
}
