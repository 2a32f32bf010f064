package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.RunnelSchemas;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.schema.JsonSchema;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunnelSchemasTest {
  private static final RunnelSchemas SCHEMAS =
      new RunnelSchemas(
          JsonSchema.of("{\"type\":\"integer\"}"),
          JsonSchema.of("{\"type\":\"string\"}"),
          JsonSchema.of("{\"type\":\"string\"}"));

  /** A runnel that says its schemas. */
  private record Said(Optional<RunnelSchemas> schemas)
      implements CustomRunnel<Integer, String, String> {
    @Override
    public ChunkStream<String> open(Integer input, RunContext run) {
      return ChunkStream.of(input.toString());
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }
  }

  static Stream<Runnel<Integer, String, String>> wrapped() {
    Said said = new Said(Optional.of(SCHEMAS));
    return Stream.of(
        said,
        said.withConfig(RunConfig.named("other")),
        said.withRetry(RetryPolicy.DEFAULT),
        said.withFallbacks(new Said(Optional.empty())),
        said.withTimeout(TimeoutPolicy.ofTotal(Duration.ofSeconds(1))),
        RunnableSequence.of(said).withRetry(RetryPolicy.DEFAULT));
  }

  @ParameterizedTest
  @MethodSource("wrapped")
  void whatRunsARunnelHasItsSchemas(Runnel<Integer, String, String> runnel) {
    assertThat(runnel.schemas()).containsSame(SCHEMAS);
  }

  @Test
  void whoSaysNothingHasNone() {
    assertThat(new Said(Optional.empty()).schemas()).isEmpty();
  }

  @Test
  void aSchemaIsNotNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> new RunnelSchemas(SCHEMAS.input(), null, SCHEMAS.output()))
        .withMessage("The schema of the chunks is null.");
  }
}
