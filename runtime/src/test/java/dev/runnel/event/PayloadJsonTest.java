package dev.runnel.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.ChatPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values in events: what shows itself does so wherever it stands, and each can be written. */
class PayloadJsonTest {
  private static final ChatPrompt PROMPT = ChatPrompt.of("Hi");

  private record Holder(ChatPrompt prompt) {}

  static Stream<Arguments> around() {
    return Stream.of(
        Arguments.of("a list", List.of(PROMPT), "/0"),
        Arguments.of("a map", Map.of("key", PROMPT), "/key"),
        Arguments.of("an array", new Object[] {PROMPT}, "/0"),
        Arguments.of("a record", new Holder(PROMPT), "/prompt"),
        Arguments.of("a list of records", List.of(new Holder(PROMPT)), "/0/prompt"),
        Arguments.of("a reference", new AtomicReference<>(PROMPT), ""),
        Arguments.of("a reference to an array", new AtomicReference<>(new Object[] {PROMPT}), "/0"),
        Arguments.of("an array of references", new Object[] {new AtomicReference<>(PROMPT)}, "/0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("around")
  void aPromptIsShownAsItIsAlone(String name, Object value, String path) {
    assertThat(PayloadJson.of(value).at(path)).isEqualTo(PayloadJson.of(PROMPT));
  }

  static Stream<Arguments> deep() {
    int depth = 100_000;
    Object array = new Object[0];
    List<Object> list = List.of();
    ArrayNode node = JsonNodeFactory.instance.arrayNode();
    Object reference = "x";
    for (int i = 0; i < depth; i++) {
      array = new Object[] {array};
      list = new ArrayList<>(List.of((Object) list));
      node = JsonNodeFactory.instance.arrayNode().add(node);
      reference = new AtomicReference<>(reference);
    }
    AtomicReference<Object> circle = new AtomicReference<>();
    circle.set(circle);
    return Stream.of(
        Arguments.of("arrays", array),
        Arguments.of("lists", list),
        Arguments.of("nodes", node),
        Arguments.of("nodes in lists", List.of(List.of(node))),
        Arguments.of("an array in a reference", new AtomicReference<>(array)),
        Arguments.of("references", reference),
        Arguments.of("a circle", circle));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deep")
  void whatIsTooDeepIsMarkedAndCanBeWritten(String name, Object value) {
    JsonNode json = PayloadJson.of(value);
    assertThat(JsonMapper.shared().writeValueAsString(json)).contains("not_implemented");
  }

  @Test
  void aNodeThatIsNotDeepIsGivenAsItIs() {
    JsonNode node = JsonMapper.shared().readTree("{\"a\":[1,{\"b\":null}]}");
    assertThat(PayloadJson.of(node)).isSameAs(node);
  }
}
