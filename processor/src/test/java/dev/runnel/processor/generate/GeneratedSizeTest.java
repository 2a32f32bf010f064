package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Less generated code is faster to read and to compile. Lines are counted beside Javadoc. */
class GeneratedSizeTest {
  private static final String HEAD =
      """
      package sized;
      import dev.runnel.*;
      import dev.runnel.annotations.*;
      import dev.runnel.model.*;
      import dev.runnel.parser.*;
      import java.util.*;
      public abstract class Chains {
        public record Country(String name, long population) {}
        @Prompt("Answer in JSON: {question}") abstract ChatPrompt ask(String question);
        @StreamingStep abstract ChatModel model();
        @StreamingStep JsonElements<Country> countries() {
          return JsonOutputParser.elements("/countries", Country.class);
        }
        @StreamingStep Optional<String> large(Country country) { return Optional.empty(); }
        @StreamingStep Optional<String> filled(String text) { return Optional.of(text); }
        @StreamingStep String upper(String text) { return text.toUpperCase(); }
        @StreamingStep String marked(String text) { return "<" + text + ">"; }
      """;

  private static final String PLAIN =
      "@Chain({\"ask\", \"model\", \"filled\", \"upper\", \"marked\"})\n";

  private static final String SEQUENCE =
      PLAIN + "public abstract RunnableSequence<String, String, String> text();\n";

  @Test
  void aChainOfFiveStepsTakesAtMost91Lines() {
    String withoutParser = HEAD.replaceAll("(?s)@StreamingStep JsonElements.*?}\n", "");
    String chain = withoutParser.replaceAll("@StreamingStep Optional<String> large.*", "");
    assertThat(lines(chain + SEQUENCE + "}", false)).isLessThanOrEqualTo(91);
  }

  @Test
  void withAParserItTakesHardlyMoreBesideEmptyLines() {
    String chain =
        HEAD
            + "@Chain({\"ask\", \"model\", \"countries\", \"large\", \"upper\"})\n"
            + "public abstract RunnableSequence<String, String, List<String>> names();\n}";
    assertThat(lines(chain, true)).isLessThanOrEqualTo(109);
  }

  @Test
  void aPlainCallOfTheSameChainAddsItsMethodOnly() {
    String one = HEAD + SEQUENCE;
    String two = one + PLAIN + "public abstract ChunkStream<String> stream(String question);\n";
    String three = two + PLAIN + "public abstract String call(String question);\n";
    assertThat(lines(three + "}", true) - lines(one + "}", true)).isLessThanOrEqualTo(11);
    assertThat(CompiledChains.of(three + "}").generatedSources().split("PLAN =")).hasSize(2);
  }

  private static long lines(String source, boolean filledOnly) {
    String code =
        CompiledChains.of(source).generatedSources().replaceAll("(?s)\\s*/\\*\\*.*?\\*/", "");
    return code.lines().filter(line -> !filledOnly || !line.isBlank()).count();
  }
}
