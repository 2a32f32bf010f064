package dev.runnel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes;
import io.opentelemetry.semconv.incubating.GenAiIncubatingMetrics;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our names are those that OpenTelemetry publishes. */
class NamesTest {
  /** Opt-in content, and operations, that OpenTelemetry's library for Java does not list. */
  private static final Set<String> NOT_LISTED =
      Set.of(
          "error.type",
          "gen_ai.input.messages",
          "gen_ai.output.messages",
          "gen_ai.system_instructions",
          "gen_ai.tool.call.arguments",
          "gen_ai.tool.call.result",
          "gen_ai.retrieval.documents",
          "chat",
          "text_completion",
          "execute_tool",
          "retrieval",
          "invoke_agent",
          "invoke_workflow");

  private static String name(Field field, Object owner) {
    try {
      Object value = field.get(owner);
      return value instanceof AttributeKey<?> key ? key.getKey() : value.toString();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(GenAiVersion.class)
  void areThoseOfOpenTelemetry(GenAiVersion version) {
    Set<String> published = new HashSet<>(NOT_LISTED);
    for (Class<?> source : List.of(GenAiIncubatingAttributes.class, GenAiIncubatingMetrics.class)) {
      for (Field field : source.getFields()) {
        published.add(name(field, source));
      }
    }
    GenAi names = GenAi.of(version);
    List<String> ours =
        Arrays.stream(GenAi.class.getDeclaredFields()).map(field -> name(field, names)).toList();
    assertThat(ours).hasSizeGreaterThan(40).allMatch(published::contains);
  }
}
