package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Source;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedClassesTest {
  @ParameterizedTest
  @EnumSource
  void aChainClassCompilesWithItsGeneratedClassAndWhoUsesIt(Compiler compiler) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            public interface Jokes {
              @Prompt("Tell me a joke about {topic}")
              ChatPrompt ask(String topic);
              @StreamingStep
              ChatModel model();
              /** From a topic, streaming text, to the whole joke. */
              @Chain({"ask", "model"})
              RunnableSequence<String, String, String> joke();
            }
            """);
    Source user =
        Source.of(
            "User",
            """
            class User {
              static String joke(ChatModel model) {
                return new JokesRunnables(model).joke().invoke("parrots");
              }
            }
            """);
    assertThat(Compiled.wholly(compiler, List.of(jokes, user))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aMistakeInAStepIsTheOnlyError(Compiler compiler) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            public interface Jokes {
              @Prompt("Tell me a joke about {topc}")
              ChatPrompt ask(String topic);
              @StreamingStep
              ChatModel model();
              String other();
              @Step
              String bodyless(String text);
              @Chain({"ask", "modl"})
              RunnableSequence<String, String, String> joke();
              @Chain({"ask", "model"})
              ChunkStream<String> stream(String topic);
            }
            """);
    Source user =
        Source.of(
            "User",
            """
            class User {
              static String joke(ChatModel model) {
                return new JokesRunnables(model).joke().invoke("parrots");
              }
            }
            """);
    assertThat(Compiled.wholly(compiler, List.of(jokes, user)))
        .allMatch(each -> each.message().startsWith("[Runnel/"))
        .hasSize(4);
  }
}
