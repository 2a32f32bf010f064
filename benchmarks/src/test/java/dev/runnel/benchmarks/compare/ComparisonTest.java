package dev.runnel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs that are compared do the same, and Runnel binds all types. */
class ComparisonTest {
  private static final Scripted PERSON =
      Scripted.saying("{\"name\":\"Ann\",\"age\":7,\"languages\":[\"en\"]}");
  private static final Scripted AGENT = new Scripted(List.of("weather", "time"), "Rain, at noon.");

  @Test
  void theExtractionsExtractTheSame() {
    assertThat(RunnelExtraction.run(PERSON.forRunnel(), "Ann"))
        .isEqualTo(new RunnelExtraction.Person("Ann", 7, List.of("en")));
    assertThat(LangChain4jExtraction.run(PERSON.forLangChain4j(), "Ann"))
        .isEqualTo(new LangChain4jExtraction.Person("Ann", 7, List.of("en")));
    assertThat(SpringAiExtraction.run(PERSON.forSpringAi(), "Ann"))
        .isEqualTo(new SpringAiExtraction.Person("Ann", 7, List.of("en")));
  }

  @Test
  void theAgentsAnswerTheSame() {
    assertThat(RunnelAgent.run(AGENT.forRunnel(), "Rome?")).isEqualTo("Rain, at noon.");
    assertThat(LangChain4jAgent.run(AGENT.forLangChain4j(), "Rome?")).isEqualTo("Rain, at noon.");
    assertThat(SpringAiAgent.run(AGENT.forSpringAi(), "Rome?")).isEqualTo("Rain, at noon.");
  }

  static Stream<TypeCase> types() {
    return TypeCase.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void runnelBindsWhatJacksonReads(TypeCase type) {
    assertThat(Comparison.outcome(type, Comparison::runnel)).isEqualTo("yes");
  }

  private static long bound(Comparison.Binding binding) {
    return TypeCase.ALL.stream()
        .filter(type -> Comparison.outcome(type, binding).equals("yes"))
        .count();
  }

  @Test
  void thePageTellsWhatIsCounted() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "performance.md"));

    assertThat(page)
        .contains(
            "| an extraction of one record |" + lines("Extraction"),
            "| an agent of two tools |" + lines("Agent"),
            "Of %s record types".formatted(TypeCase.ALL.size()),
            "LangChain4j %s: not".formatted(bound(Comparison::langChain4j)));
    assertThat(bound(Comparison::springAi)).isEqualTo(TypeCase.ALL.size());
  }

  private static String lines(String program) throws IOException {
    return " %s | %s | %s |"
        .formatted(
            Comparison.lines("Runnel" + program),
            Comparison.lines("LangChain4j" + program),
            Comparison.lines("SpringAi" + program));
  }
}
