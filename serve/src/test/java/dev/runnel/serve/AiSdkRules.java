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

/** Reads a UI message stream by the rules whose breach makes the AI SDK's client fail. */
final class AiSdkRules {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final StringBuilder text = new StringBuilder();
  private final Set<String> open = new HashSet<>();
  private final Map<String, StringBuilder> begun = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<String> results = new ArrayList<>();

  static AiSdkRules read(String stream) {
    AiSdkRules rules = new AiSdkRules();
    List<String> data =
        stream.lines().filter(line -> line.startsWith("data: ")).map(l -> l.substring(6)).toList();
    assertThat(data.get(data.size() - 1)).isEqualTo("[DONE]");
    data.subList(0, data.size() - 1).forEach(json -> rules.chunk(MAPPER.readTree(json)));
    assertThat(rules.open).as(stream).isEmpty();
    return rules;
  }

  private void chunk(JsonNode chunk) {
    chunk.properties().forEach(member -> assertThat(member.getValue().isNull()).isFalse());
    switch (chunk.get("type").stringValue()) {
      case "text-start", "reasoning-start" -> assertThat(open.add(id(chunk))).isTrue();
      case "text-delta" -> {
        assertThat(open).contains(id(chunk));
        text.append(chunk.get("delta").stringValue());
      }
      case "reasoning-delta" -> assertThat(open).contains(id(chunk));
      case "text-end", "reasoning-end" -> assertThat(open.remove(id(chunk))).isTrue();
      case "tool-input-start" ->
          assertThat(begun.put(call(chunk), new StringBuilder())).as("%s", chunk).isNull();
      case "tool-input-delta" ->
          begun.get(call(chunk)).append(chunk.get("inputTextDelta").stringValue());
      case "tool-input-available", "tool-input-error" -> {
        assertThat(begun).containsKey(call(chunk));
        calls.add(chunk.get("toolName").stringValue() + begun.get(call(chunk)));
      }
      case "tool-output-available" -> {
        assertThat(begun).containsKey(call(chunk));
        results.add(chunk.get("output").stringValue());
      }
      default -> assertThat(chunk.get("type").stringValue()).containsAnyOf("start", "finish");
    }
  }

  private static String id(JsonNode chunk) {
    return chunk.get("id").stringValue();
  }

  private static String call(JsonNode chunk) {
    return chunk.get("toolCallId").stringValue();
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
