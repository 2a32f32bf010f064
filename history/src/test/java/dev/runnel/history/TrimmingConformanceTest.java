package dev.runnel.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.UserMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trims what LangChain's {@code trimMessages} was recorded to trim. Of its ways only "the last,
 * with the system message, starting on a human" keeps a history that providers accept, so those are
 * the cases; each difference has a reason.
 */
class TrimmingConformanceTest {
  /** Why Runnel's result is another one. */
  enum Difference {
    /** It is the same. */
    NONE,
    /** The newest turn is kept although it is too long; there it is lost, or cut. */
    NEWEST_TURN_STAYS,
    /** The system message stands outside; there it counts, or is lost. */
    SYSTEM_IS_OUTSIDE,
    /** Nothing is left where no message is of a user; there the answers are. */
    NO_USER
  }

  static Stream<JsonNode> cases() throws IOException {
    return data().get("cases").valueStream().filter(TrimmingConformanceTest::isSensible);
  }

  private static JsonNode data() throws IOException {
    try (InputStream data = TrimmingConformanceTest.class.getResourceAsStream("trim.json")) {
      return JsonMapper.shared().readTree(data);
    }
  }

  /** A limit of none is refused; other strategies orphan results, or lose the question. */
  private static boolean isSensible(JsonNode each) {
    return each.get("strategy").stringValue().equals("last")
        && each.get("maxTokens").intValue() > 0
        && each.has("startOn")
        && !each.has("endOn")
        && each.has("includeSystem");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aConversationIsTrimmedAsRecordedOrBetter(JsonNode each) throws IOException {
    List<String> list = texts(data().get("lists").get(each.get("list").stringValue()));
    List<String> recorded = texts(each.get("result"));
    List<String> trimmed = trimmed(list, each);
    switch (difference(list, each)) {
      case NONE -> assertThat(trimmed).isEqualTo(recorded);
      case NEWEST_TURN_STAYS ->
          assertThat(trimmed).isEqualTo(withSystem(list, newest(list))).isNotEqualTo(recorded);
      case SYSTEM_IS_OUTSIDE ->
          assertThat(trimmed).containsAll(system(list)).containsAll(known(recorded));
      case NO_USER -> assertThat(trimmed).isEqualTo(system(list));
    }
  }

  private static Difference difference(List<String> list, JsonNode each) {
    if (newest(list).isEmpty()) {
      return Difference.NO_USER;
    }
    long max = each.get("maxTokens").longValue();
    if (size(newest(list), each) + size(system(list), each) > max) {
      return Difference.NEWEST_TURN_STAYS;
    }
    return system(list).isEmpty() ? Difference.NONE : Difference.SYSTEM_IS_OUTSIDE;
  }

  @Test
  void thereAreCasesOfEachDifference() throws IOException {
    Map<Difference, Integer> counts = new TreeMap<>();
    for (JsonNode each : cases().toList()) {
      List<String> list = texts(data().get("lists").get(each.get("list").stringValue()));
      counts.merge(difference(list, each), 1, Integer::sum);
    }
    assertThat(counts).containsOnlyKeys(Difference.values());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatWouldFitBesideTheSystemMessageIsThere(JsonNode each) throws IOException {
    List<String> list = texts(data().get("lists").get(each.get("list").stringValue()));
    List<String> said = new ArrayList<>(list);
    said.removeAll(system(list));
    List<String> withoutSystem = trimmed(said, each);
    assertThat(trimmed(list, each)).isEqualTo(withSystem(list, withoutSystem));
    if (!newest(list).isEmpty()) {
      assertThat(withoutSystem).endsWith(newest(list).toArray(String[]::new));
    }
  }

  // ---- the notation of the data

  private static List<String> trimmed(List<String> list, JsonNode each) {
    int max = each.get("maxTokens").intValue();
    Trimming trimming =
        each.get("counter").stringValue().equals("messages")
            ? Trimming.ofMessages(max)
            : Trimming.ofTokens(max, message -> message.text().length());
    return trimming.trim(list.stream().map(TrimmingConformanceTest::message).toList()).stream()
        .map(TrimmingConformanceTest::notation)
        .toList();
  }

  private static long size(List<String> list, JsonNode each) {
    return each.get("counter").stringValue().equals("messages")
        ? list.size()
        : list.stream().mapToLong(text -> message(text).text().length()).sum();
  }

  private static List<String> known(List<String> recorded) {
    return recorded.stream().filter(text -> !text.equals("<undefined>")).toList();
  }

  private static List<String> withSystem(List<String> list, List<String> rest) {
    List<String> all = new ArrayList<>(system(list));
    all.addAll(rest);
    return all;
  }

  private static List<String> system(List<String> list) {
    return list.stream().filter(text -> text.startsWith("s:")).toList();
  }

  private static List<String> newest(List<String> list) {
    int start = list.size() - 1;
    while (start >= 0 && !list.get(start).startsWith("h:")) {
      start--;
    }
    return start < 0 ? List.of() : list.subList(start, list.size());
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::stringValue).toList();
  }

  private static ChatMessage message(String notation) {
    String text = notation.substring(2);
    return switch (notation.charAt(0)) {
      case 's' -> ChatMessage.system(text);
      case 'h' -> ChatMessage.user(text);
      case 'a' -> ChatMessage.ai(text);
      case 'c' ->
          new AiMessage(
              Arrays.stream(text.split(",")).map(id -> new ToolCall(id, "tool", "{}")).toList());
      default -> new ToolMessage(text, "tool", "");
    };
  }

  private static String notation(ChatMessage message) {
    if (message instanceof AiMessage answer && !answer.toolCalls().isEmpty()) {
      return answer.toolCalls().stream()
          .map(ToolCall::id)
          .collect(Collectors.joining(",", "c:", ""));
    }
    if (message instanceof ToolMessage result) {
      return "t:" + result.callId();
    }
    return (message instanceof SystemMessage ? "s:" : message instanceof UserMessage ? "h:" : "a:")
        + message.text();
  }
}
