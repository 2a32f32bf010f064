package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a generated chain says of itself where its author has said nothing. */
class ChainJavadocTest {
  /** What fits beside the steps within 100 columns. */
  private static final int LONGEST_NAME = 100 - line("").length();

  @Test
  void aChainWithoutDocumentationSaysItsStepsInOneLine() {
    String name = "x".repeat(LONGEST_NAME);
    assertThat(generated(name, "")).contains("\n" + line(name) + "\n");
  }

  @Test
  void whereTheLineWouldBeTooLongTheStepsStandApart() {
    String name = "x".repeat(LONGEST_NAME + 1);
    assertThat(generated(name, ""))
        .contains(
            """
              /**
               * Runs {@code %s}.
               *
               * <p>{@code input -> firstStep -> secondStep}
               */
            """
                .formatted(name));
  }

  @Test
  void whatTheAuthorSaysStandsBeforeTheSteps() {
    assertThat(generated("both", "/** Says it twice. */"))
        .contains(
            """
              /**
               * Says it twice.
               *
               * <p>{@code input -> firstStep -> secondStep}
               */
            """);
  }

  private static String line(String name) {
    return "  /** Runs {@code " + name + "}: {@code input -> firstStep -> secondStep}. */";
  }

  private static String generated(String name, String javadoc) {
    return CompiledChains.of(
            """
            package documented;
            import dev.runnel.*;
            import dev.runnel.annotations.*;
            public interface Chains {
              @Step
              default String firstStep(String text) {
                return text + text;
              }

              @Step
              default String secondStep(String text) {
                return text + text;
              }

              %s
              @Chain({"firstStep", "secondStep"})
              RunnableSequence<String, String, String> %s();
            }
            """
                .formatted(javadoc, name))
        .generatedSources();
  }
}
