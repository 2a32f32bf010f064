package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.RetryAfter;
import dev.runnel.RetryPolicy;
import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.testkit.VirtualClock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an error asks for ({@link RetryAfter}) never harms the run that it failed. */
class RetryHintTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final RetryPolicy POLICY =
      RetryPolicy.ofAttempts(3)
          .withDelay(Duration.ofSeconds(1))
          .withMultiplier(1)
          .withMaxDelay(LONGEST)
          .withJitter(0);

  private final VirtualClock clock = new VirtualClock();
  private final RunConfig config = RunConfig.DEFAULT.withClock(clock);

  /** Hints, and the wait that follows; no wait where there is no other attempt. */
  enum Hint {
    NONE(Optional::empty, Duration.ofSeconds(1)),
    NULL(() -> null, Duration.ofSeconds(1)),
    NEGATIVE(() -> Optional.of(Duration.ofSeconds(-5)), Duration.ofSeconds(1)),
    FAILING(
        () -> {
          throw new IllegalStateException("the hint");
        },
        Duration.ofSeconds(1)),
    ZERO(() -> Optional.of(Duration.ZERO), null),
    SHORT(() -> Optional.of(Duration.ofMillis(1500)), Duration.ofMillis(1500)),
    LONGEST_ALLOWED(() -> Optional.of(LONGEST), LONGEST),
    TOO_LONG(() -> Optional.of(LONGEST.plusNanos(1)), null),
    YEARS(() -> Optional.of(Duration.ofSeconds(999_999_999)), null),
    FOREVER(() -> Optional.of(ChronoUnit.FOREVER.getDuration()), null);

    private final Supplier<Optional<Duration>> says;
    private final Duration wait;

    Hint(Supplier<Optional<Duration>> says, Duration wait) {
      this.says = says;
      this.wait = wait;
    }

    boolean endsTheRun() {
      return wait == null && this != ZERO;
    }
  }

  private static final class TooMany extends RuntimeException implements RetryAfter {
    private static final long serialVersionUID = 1;
    private final transient Hint hint;

    TooMany(Hint hint) {
      super("too many requests");
      this.hint = hint;
    }

    @Override
    public Optional<Duration> retryAfter() {
      return hint.says.get();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHintIsKeptToOrTheErrorGoesOnAtOnce(Hint hint) {
    RuntimeException error = new TooMany(hint);
    Scripted source = new Scripted("model").then(error).then("a");

    if (hint.endsTheRun()) {
      Throwable thrown =
          catchThrowable(() -> source.withRetry(POLICY).withConfig(config).invoke("x"));
      assertThat(thrown).isSameAs(error);
      assertThat(clock.waits()).isEmpty();
      assertThat(source.opened()).isEqualTo(1);
    } else {
      assertThat(source.withRetry(POLICY).withConfig(config).invoke("x")).isEqualTo("a");
      assertThat(clock.waits()).isEqualTo(hint.wait == null ? List.of() : List.of(hint.wait));
    }
  }

  @ParameterizedTest
  @EnumSource
  void noWaitIsLongerThanTheLongest(Hint hint) {
    assertThat(POLICY.delayAfter(1, new IllegalStateException(new TooMany(hint)), 0.5))
        .isBetween(Duration.ZERO, LONGEST);
  }

  @ParameterizedTest
  @EnumSource
  void aFallbackTakesOverAtOnceWhateverTheHint(Hint hint) {
    Scripted source = new Scripted("model").then(new TooMany(hint));
    Scripted other = new Scripted("other").then("b");

    assertThat(source.withFallbacks(other).withConfig(config).invoke("x")).isEqualTo("b");
    assertThat(clock.waits()).isEmpty();
  }

  @Test
  void theErrorBearsTheFailureOfItsHint() {
    RuntimeException error = new TooMany(Hint.FAILING);
    Scripted source = new Scripted("model").then(error);

    Throwable thrown =
        catchThrowable(
            () -> source.withRetry(POLICY.withAttempts(2)).withConfig(config).invoke("x"));

    assertThat(thrown).isNotNull();
    assertThat(error.getSuppressed()).anySatisfy(other -> assertThat(other).hasMessage("the hint"));
  }

  @Test
  void theRealClockTakesAnyWait() throws Exception {
    Thread.currentThread().interrupt();
    Throwable thrown =
        catchThrowable(() -> RunClock.system().sleep(ChronoUnit.FOREVER.getDuration()));
    assertThat(thrown).isInstanceOf(InterruptedException.class);
  }
}
