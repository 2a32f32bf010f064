package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Accumulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Calls that are cut anywhere and told in any of the servers' ways add up to themselves. */
class ToolCallSumProperties {
  /** What a server tells with the pieces of one call. */
  enum Style {
    OPENAI,
    ID_REPEATED,
    ALL_REPEATED,
    INDEX_0_FOR_ALL,
    NO_INDEX,
    NO_INDEX_ID_REPEATED,
    EMPTY_INSTEAD_OF_ABSENT,
    ID_LATE,
    NAME_LATE,
    OTHER_INDEXES
  }

  @Property(tries = 3000)
  void callsAddUpToThemselves(@ForAll Style style, @ForAll long seed) {
    Random random = new Random(seed);
    List<ToolCall> calls = new ArrayList<>();
    List<ToolCallDelta> pieces = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      ToolCall call = new ToolCall("id" + i, "tool" + random.nextInt(3), json(random, 3));
      calls.add(call);
      pieces.addAll(pieces(call, i, style, random));
    }
    Accumulator<AiMessageChunk, AiMessage> sum = AiMessageChunk.ofText("").accumulator();
    pieces.forEach(piece -> sum.add(AiMessageChunk.ofToolCalls(piece)));

    assertThat(sum.sum().toolCalls()).as("%s, seed %d: %s", style, seed, pieces).isEqualTo(calls);
  }

  @Property(tries = 500)
  void interleavedCallsAddUpToThemselves(@ForAll long seed) {
    Random random = new Random(seed);
    List<ToolCall> calls = new ArrayList<>();
    List<List<ToolCallDelta>> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      calls.add(new ToolCall("id" + i, "tool", json(random, 2)));
      waiting.add(new ArrayList<>(pieces(calls.get(i), i, Style.OPENAI, random)));
    }
    Accumulator<AiMessageChunk, AiMessage> sum = AiMessageChunk.ofText("").accumulator();
    while (!waiting.isEmpty()) { // each round takes a piece, whatever is drawn
      List<ToolCallDelta> pieces = waiting.get(random.nextInt(waiting.size()));
      sum.add(AiMessageChunk.ofToolCalls(pieces.remove(0)));
      waiting.removeIf(List::isEmpty);
    }

    assertThat(sum.sum().toolCalls()).as("seed %d", seed).isEqualTo(calls);
  }

  private static List<ToolCallDelta> pieces(ToolCall call, int at, Style style, Random random) {
    List<String> cut = new ArrayList<>();
    if (style == Style.ID_LATE || style == Style.NAME_LATE || random.nextBoolean()) {
      cut.add("");
    }
    for (int from = 0; from < call.arguments().length(); ) {
      int to = Math.min(call.arguments().length(), from + 1 + random.nextInt(8));
      cut.add(call.arguments().substring(from, to));
      from = to;
    }
    return IntStream.range(0, cut.size())
        .mapToObj(i -> piece(call, at, style, i, cut.get(i)))
        .toList();
  }

  private static ToolCallDelta piece(
      ToolCall call, int at, Style style, int number, String arguments) {
    @Nullable String id = number == 0 ? call.id() : null;
    @Nullable String name = number == 0 ? call.name() : null;
    return switch (style) {
      case OPENAI -> new ToolCallDelta(at, id, name, arguments);
      case ID_REPEATED -> new ToolCallDelta(at, call.id(), name, arguments);
      case ALL_REPEATED -> new ToolCallDelta(at, call.id(), call.name(), arguments);
      case INDEX_0_FOR_ALL -> new ToolCallDelta(0, id, name, arguments);
      case NO_INDEX -> new ToolCallDelta(null, id, name, arguments);
      case NO_INDEX_ID_REPEATED -> new ToolCallDelta(null, call.id(), name, arguments);
      case EMPTY_INSTEAD_OF_ABSENT ->
          new ToolCallDelta(at, id == null ? "" : id, name == null ? "" : name, arguments);
      case ID_LATE -> new ToolCallDelta(at, number == 1 ? call.id() : null, name, arguments);
      case NAME_LATE -> new ToolCallDelta(at, id, number == 1 ? call.name() : null, arguments);
      case OTHER_INDEXES -> new ToolCallDelta(10 * at + number, call.id(), name, arguments);
    };
  }

  /** Writes an object of two characters at least, so that it can be cut. */
  private static String json(Random random, int depth) {
    StringBuilder json = new StringBuilder("{");
    int members = 1 + random.nextInt(2);
    for (int i = 0; i < members; i++) {
      json.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":");
      switch (random.nextInt(depth > 0 ? 4 : 2)) {
        case 0 -> json.append("\"{} \\\" [\"");
        case 1 -> json.append(random.nextInt(1000));
        case 2 -> json.append(json(random, depth - 1));
        default -> json.append("[").append(json(random, depth - 1)).append("]");
      }
    }
    return json.append("}").toString();
  }
}
