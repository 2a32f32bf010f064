package dev.runnel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However long a stream is, all times between its chunks count, and soon. */
class LongStreamsTest {
  private static final String DURATION = "gen_ai.client.operation.duration";
  private static final String BETWEEN = "gen_ai.client.operation.time_per_output_chunk";
  private static final Duration GAP = Duration.ofMillis(400);
  private static final AiMessageChunk WORD = AiMessageChunk.ofText("word ");
  private static final AiMessageChunk NAMED =
      AiMessageChunk.ofInfo(
          AnswerInfo.of(FinishReason.STOP, new TokenUsage(20, 9))
              .withModel("m-2026")
              .withProvider("acme"));

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

  @AfterEach
  void close() {
    meters.close();
  }

  /** Observes a model whose chunks come at the same pace. */
  private Runnel<String, String, String> paced(Stream<AiMessageChunk> answer) {
    Iterator<AiMessageChunk> chunks =
        answer
            .peek(
                chunk -> {
                  if (chunk == BROKEN) {
                    throw new IllegalStateException("broken");
                  }
                  clock.add(GAP);
                })
            .iterator();
    return new ObservedChainsRunnables((prompt, run) -> ChunkStream.from(chunks))
        .joke()
        .withConfig(Observations.of(ObservationRegistry.NOOP).withMeters(meters).config());
  }

  private static final AiMessageChunk BROKEN = AiMessageChunk.ofText("broken");

  private static Stream<AiMessageChunk> words(int count) {
    return IntStream.range(0, count).mapToObj(i -> WORD);
  }

  private @Nullable Timer of(String name, String model) {
    return meters.find(name).tag("gen_ai.response.model", model).timer();
  }

  private long count(String model) {
    @Nullable Timer timer = of(BETWEEN, model);
    return timer == null ? 0 : timer.count();
  }

  @Test
  void allTimesCountWhereNobodyTellsWhichModelItIs() {
    paced(words(10_000)).stream("parrots").forEach(chunk -> {});
    assertThat(count("none")).isEqualTo(9_999);
    assertThat(of(BETWEEN, "none")).isNotNull();
    assertThat(of(BETWEEN, "none").totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(9_999.0 * GAP.toMillis());
  }

  @Test
  void theyAreRecordedEachSecondOnceItIsKnownWhichModelItIs() {
    try (ChunkStream<String> chunks =
        paced(Stream.concat(Stream.of(NAMED), words(100))).stream("parrots")) {
      for (int read = 1; read <= 100; read++) {
        chunks.next();
        assertThat(count("m-2026")).isBetween(read - 3L, (long) read);
      }
      assertThat(chunks.hasNext()).isFalse();
    }
    assertThat(count("m-2026")).isEqualTo(100);
    assertThat(count("none")).isZero();
  }

  @Test
  void theyWaitForTheNameOfTheModel() {
    paced(Stream.concat(words(100), Stream.of(NAMED))).stream("parrots").forEach(chunk -> {});
    assertThat(count("m-2026")).isEqualTo(100);
    assertThat(count("none")).isZero();
  }

  @Test
  void aRunThatIsCancelledTellsWhoAnsweredButNotWhatItTook() {
    try (ChunkStream<String> chunks =
        paced(Stream.concat(Stream.of(NAMED), words(10))).stream("parrots")) {
      chunks.next();
      chunks.next();
    }
    assertUnfinished("cancelled", 2);
  }

  @Test
  void soDoesOneThatFails() {
    Runnel<String, String, String> failing =
        paced(Stream.concat(Stream.of(NAMED, WORD, WORD, WORD), Stream.of(BROKEN)));
    assertThatThrownBy(() -> failing.stream("parrots").forEach(chunk -> {})).hasMessage("broken");
    assertUnfinished("error", 3);
  }

  private void assertUnfinished(String outcome, int gaps) {
    assertThat(count("m-2026")).isEqualTo(gaps);
    assertThat(of(DURATION, "m-2026")).isNotNull();
    assertThat(of(DURATION, "m-2026").getId().getTag("gen_ai.provider.name")).isEqualTo("acme");
    assertThat(of(DURATION, "m-2026").getId().getTag("runnel.outcome")).isEqualTo(outcome);
    assertThat(meters.find("gen_ai.client.token.usage").summaries()).isEmpty();
  }
}
