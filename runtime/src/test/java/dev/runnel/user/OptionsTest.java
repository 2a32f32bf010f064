package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runnel.BatchOptions;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.TimeoutPolicy;
import dev.runnel.compose.RunnableLambda;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What is said of a run before it starts. */
class OptionsTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(2);

  @Test
  void aLimitIsAddedToAPolicyOrReplaced() {
    TimeoutPolicy both = TimeoutPolicy.ofFirstChunk(SHORT).withTotal(LONG);
    assertThat(both.firstChunk()).hasValue(SHORT);
    assertThat(both.total()).hasValue(LONG);
    assertThat(both.betweenChunks()).isEmpty();
    assertThat(both.withTotal(SHORT).total()).hasValue(SHORT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> both.withTotal(Duration.ZERO))
        .withMessage("The limit total is PT0S, but it must be more than zero.");
  }

  @Test
  void ofTwoPoliciesTheShorterLimitsHold() {
    TimeoutPolicy one = TimeoutPolicy.ofTotal(LONG).withFirstChunk(SHORT);
    TimeoutPolicy other = TimeoutPolicy.ofTotal(SHORT).withBetweenChunks(LONG);
    TimeoutPolicy both = TimeoutPolicy.ofTotal(SHORT).withFirstChunk(SHORT).withBetweenChunks(LONG);
    assertThat(one.and(other)).isEqualTo(both);
    assertThat(other.and(one)).isEqualTo(both);
  }

  @Test
  void theConfigurationOfAnInputLiesOverThatOfAll() {
    BatchOptions options =
        BatchOptions.DEFAULT
            .withConfig(RunConfig.named("all").withTags("t").withMetadata("k", 1))
            .withConfigs(
                index -> index == 1 ? RunConfig.named("one").withTags("u") : RunConfig.DEFAULT);
    assertThat(options.configOf(0).name()).hasValue("all");
    assertThat(options.configOf(0).tags()).containsExactly("t");
    assertThat(options.configOf(1).name()).hasValue("one");
    assertThat(options.configOf(1).tags()).containsExactlyInAnyOrder("t", "u");
    assertThat(options.configOf(1).metadata()).containsEntry("k", 1);
  }

  @Test
  void eachRunOfABatchHasTheConfigurationOfItsInput() {
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    RunnableLambda<String, String> lambda =
        RunnableLambda.of(
            "lambda",
            text -> {
              seen.add(text + " in " + RunContext.current().name());
              return text;
            });
    lambda.batch(
        List.of("a", "b"), BatchOptions.DEFAULT.withConfigs(i -> RunConfig.named("run " + i)));
    assertThat(seen).containsExactlyInAnyOrder("a in run 0", "b in run 1");
  }

  @Test
  void aRunOnAnotherThreadIsTheChildThatItsConfigurationSays() {
    RunnableLambda<String, String> inner =
        RunnableLambda.of(
            "inner", text -> RunContext.current().parent().map(RunContext::name).orElse("none"));
    RunnableLambda<String, String> outer =
        RunnableLambda.of(
            "outer",
            text -> {
              RunConfig child = RunConfig.named("child").withParent(RunContext.current());
              return CompletableFuture.supplyAsync(() -> inner.withConfig(child).invoke(text))
                  .join();
            });
    assertThat(outer.invoke("x")).isEqualTo("outer");
  }
}
