package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a run by the rules whose breach makes AG-UI's client fail. */
final class AgUiRules {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final StringBuilder text = new StringBuilder();
  private final Set<String> open = new HashSet<>();
  private final Map<String, StringBuilder> begun = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<String> results = new ArrayList<>();

  static AgUiRules read(String stream) {
    AgUiRules rules = new AgUiRules();
    List<JsonNode> events =
        stream
            .lines()
            .filter(line -> line.startsWith("data: "))
            .map(line -> MAPPER.readTree(line.substring(6)))
            .toList();
    assertThat(events.get(0).get("type").stringValue()).isEqualTo("RUN_STARTED");
    events.subList(1, events.size() - 1).forEach(rules::event);
    assertThat(events.get(events.size() - 1).get("type").stringValue()).isEqualTo("RUN_FINISHED");
    assertThat(rules.open).as(stream).isEmpty();
    return rules;
  }

  private void event(JsonNode event) {
    event.properties().forEach(member -> assertThat(member.getValue().isNull()).isFalse());
    String type = event.get("type").stringValue();
    switch (type) {
      case "TEXT_MESSAGE_START", "REASONING_MESSAGE_START", "REASONING_START" ->
          assertThat(open.add(key(type, event))).isTrue();
      case "TEXT_MESSAGE_CONTENT" -> {
        assertThat(open).contains(key(type, event));
        text.append(event.get("delta").stringValue());
      }
      case "REASONING_MESSAGE_CONTENT" -> assertThat(open).contains(key(type, event));
      case "TEXT_MESSAGE_END", "REASONING_MESSAGE_END", "REASONING_END" ->
          assertThat(open.remove(key(type, event))).isTrue();
      default -> call(type, event);
    }
  }

  private void call(String type, JsonNode event) {
    String id = event.get("toolCallId").stringValue();
    switch (type) {
      case "TOOL_CALL_START" -> {
        assertThat(open.add(id)).isTrue();
        assertThat(begun.put(id, new StringBuilder())).isNull();
        names.put(id, event.get("toolCallName").stringValue());
      }
      case "TOOL_CALL_ARGS" -> {
        assertThat(open).contains(id);
        begun.get(id).append(event.get("delta").stringValue());
      }
      case "TOOL_CALL_END" -> {
        assertThat(open.remove(id)).isTrue();
        calls.add(names.get(id) + begun.get(id));
      }
      case "TOOL_CALL_RESULT" -> {
        assertThat(begun).containsKey(id);
        results.add(event.get("content").stringValue());
      }
      default -> throw new AssertionError(type);
    }
  }

  private static String key(String type, JsonNode event) {
    return type.replaceFirst("_[A-Z]+$", "") + " " + event.get("messageId").stringValue();
  }

  String text() {
    return text.toString();
  }

  List<String> calls() {
    return calls;
  }

  List<String> results() {
    return results;
  }
}
