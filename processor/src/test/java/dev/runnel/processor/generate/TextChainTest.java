package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunnableSequence;
import dev.runnel.StreamSequence;
import dev.runnel.TextChain;
import org.junit.jupiter.api.Test;

/** Chains that are declared by the short form for text, or as what reads streams as well. */
class TextChainTest {
  private static CompiledChains compile(String source) {
    return CompiledChains.of(
        """
        package shapes;

        import dev.runnel.*;
        import dev.runnel.annotations.*;
        import java.util.*;

        """
            + source);
  }

  @Test
  void aTextChainIsOneAlsoWhereItIsLimitedAndShared() {
    CompiledChains compiled =
        compile(
            """
            public interface Echoes {
              @StreamingStep
              default List<String> words(String text) {
                return List.of(text.split(" "));
              }

              @StreamingStep
              default Iterator<String> each(List<String> words) {
                return words.iterator();
              }

              @Step
              default String sorry(String text) {
                return "sorry";
              }

              @Chain({"words", "each"})
              RunnableSequence<String, String, String> echo();

              @Chain({"words", "each"})
              TextChain<String> text();

              @Chain({"words", "each"})
              String now(String text);

              @Retry(attempts = 2)
              @Timeout(total = "1m")
              @Fallback("sorry")
              @Chain({"text"})
              TextChain<String> safe();

              @StreamingStep
              default String loud(String chunk) {
                return chunk + "!";
              }

              @Chain("loud")
              StreamSequence<String, String, String> reading();
            }
            """);
    Object echoes = compiled.make("shapes.EchoesRunnables");
    TextChain<String> text = CompiledChains.call(echoes, "text");
    TextChain<String> safe = CompiledChains.call(echoes, "safe");
    RunnableSequence<String, String, String> echo = CompiledChains.call(echoes, "echo");
    assertThat(text.withRetry(RetryPolicy.DEFAULT).stream("a b").toList())
        .containsExactly("a", "b");
    assertThat(safe.invoke("a b")).isEqualTo("ab");
    assertThat(echo.invoke("a b")).isEqualTo("ab");
    assertThat(CompiledChains.<String>call(echoes, "now", "a b")).isEqualTo("ab");
    StreamSequence<String, String, String> reading = CompiledChains.call(echoes, "reading");
    assertThat(reading.withRetry(RetryPolicy.DEFAULT).transform(ChunkStream.of("a", "b")).toList())
        .containsExactly("a!", "b!");
  }
}
