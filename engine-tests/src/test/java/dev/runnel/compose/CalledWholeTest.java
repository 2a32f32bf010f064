package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import dev.runnel.parser.StringOutputParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a sequence, the call of the last runnel says what its chunks add up to, and no other's. */
class CalledWholeTest {
  /** Chains that end in calls: one adds up to a text, the other to a list. */
  interface Routes {
    @Step
    default Call<String, String> textOf(String input) {
      return RunnableGenerator.ofStream(
              "text", Whole.text(), (String given) -> ChunkStream.of(given, "b"))
          .call(input);
    }

    @Chain("textOf")
    RunnableSequence<String, String, String> text();

    @Step
    default Call<String, List<String>> listOf(ChunkStream<String> chunks) {
      return RunnableGenerator.ofStream(
              "list", Whole.list(), (String given) -> ChunkStream.of(given, "c"))
          .call(chunks.collect(Whole.text()));
    }

    @Chain("listOf")
    StreamRunnel<String, String, List<String>> list();

    @Step
    default Call<String, String> joinedOf(ChunkStream<String> chunks) {
      return RunnableGenerator.ofStream(
              "joined", Whole.text(), (String given) -> ChunkStream.of(given, "d"))
          .call(chunks.collect(Whole.text()));
    }

    @Chain("joinedOf")
    StreamRunnel<String, String, String> joined();
  }

  private final Routes routes = new CalledWholeTest_RoutesRunnables();

  @Test
  void theLastCallCounts() {
    Runnel<String, String, List<String>> list = routes.text().pipe(routes.list());
    Runnel<String, String, String> joined = list.pipe(routes.joined());
    Tape tape = Tape.withoutChunks();

    assertThat(list.invoke("a")).containsExactly("ab", "c");
    assertThat(list.withListeners(tape).invoke("a")).containsExactly("ab", "c");
    assertThat(list.stream("a", chunk -> {})).containsExactly("ab", "c");
    assertThat(list.withRetry(RetryPolicy.ofAttempts(2)).invoke("a")).containsExactly("ab", "c");
    assertThat(joined.invoke("a")).isEqualTo("abcd");
    assertThat(joined.pipe(routes.list()).invoke("a")).containsExactly("abcd", "c");
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void itCountsAlsoBehindATransformer() {
    assertThat(routes.text().pipe(new StringOutputParser()).pipe(routes.list()).invoke("a"))
        .containsExactly("ab", "c");
    assertThat(routes.text().then(routes.text()).pipe(routes.list()).invoke("a"))
        .containsExactly("abb", "c");
  }

  private static Scripted failsOnce() {
    return new Scripted("source").then("a", new IllegalStateException("down")).then("b");
  }

  @Test
  void aSourceDoesNotStartAnewForAReaderInTheMiddleThatKeepsWhatItGot() {
    StringBuilder kept = new StringBuilder();
    StreamRunnel<String, String, String> keeping =
        RunnableTransform.of(
            "keeping",
            Whole.text(),
            chunks -> {
              chunks.forEach(kept::append);
              return ChunkStream.of(kept.toString());
            });
    assertThatThrownBy(
            () -> failsOnce().withRetry(RetryPolicy.ofAttempts(2)).pipe(keeping).invoke("x"))
        .hasMessage("down");
    assertThat(kept).hasToString("a");
    assertThatThrownBy(
            () ->
                failsOnce()
                    .withRetry(RetryPolicy.ofAttempts(2))
                    .pipe(new StringOutputParser())
                    .invoke("x"))
        .hasMessage("down");
  }
}
