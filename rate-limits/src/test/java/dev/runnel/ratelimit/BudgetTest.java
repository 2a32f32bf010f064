package dev.runnel.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of a limit, in a time of its own. */
class BudgetTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private static long seconds(double seconds) {
    return Math.round(seconds * SECOND);
  }

  @ParameterizedTest(
      name = "{0} requests and {1} tokens a minute, {2} tokens each: {3}, {4}, {5} s")
  @CsvSource({
    // requests, tokens, tokens of each, when the second, third and fourth may be sent
    "60, 9000000, 10, 1, 2, 3", // one at once, then one a second
    "120, 9000000, 10, 0, 0.5, 1", // two come together in a second
    "9000, 6000, 100, 1, 2, 3", // as much at once as comes in a second
    "9000, 6000, 50, 0, 0.5, 1",
    "9000, 6000, 500, 5, 10, 15", // larger than what comes together: made up for afterwards
    "30, 6000, 500, 5, 10, 15", // the scarcer one decides
    "6, 6000, 500, 10, 20, 30",
    "1, 1, 1, 60, 120, 180",
  })
  void requestsAreSpread(
      long requests, long tokens, double each, double second, double third, double fourth) {
    Budget budget = new Budget(RateLimit.ofRequests(requests).withTokens(tokens), 7);
    long now = 7;
    double[] expected = {0, second, third, fourth};
    for (int i = 0; i < expected.length; i++) {
      long wait = budget.nanosUntil(each);
      now += wait;
      budget.passTo(now);
      assertThat(budget.nanosUntil(each)).isZero();
      budget.take(each);
      assertThat((double) (now - 7)).as("request %d", i).isCloseTo(expected[i] * 1e9, within(9.0));
    }
  }

  @Test
  void noMinuteSeesMoreThanTheLimitAndOneBurst() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      long requests = 1 + random.nextInt(600);
      long burst = 1 + random.nextInt(60);
      RateLimit limit = RateLimit.ofRequests(requests).withBurst(Duration.ofSeconds(burst));
      Budget budget = new Budget(limit, 0);
      long now = 0;
      long[] sent = new long[300];
      for (int i = 0; i < sent.length; i++) {
        now += random.nextInt(4) == 0 ? random.nextInt(1_000_000_000) : 0;
        budget.passTo(now);
        now += budget.nanosUntil(0);
        budget.passTo(now);
        budget.take(0);
        sent[i] = now;
      }
      long most = requests + Math.max(1, requests * burst / 60) + 1;
      for (int i = 0; i < sent.length; i++) {
        int inMinute = 0;
        for (int j = i; j < sent.length && sent[j] - sent[i] < 60 * SECOND; j++) {
          inMinute++;
        }
        assertThat(inMinute).as("seed %d, round %d", seed, round).isLessThanOrEqualTo((int) most);
      }
    }
  }

  @Test
  void whatWasEstimatedTooHighComesBackAndTooLowIsMadeUpFor() {
    Budget budget = new Budget(RateLimit.ofTokens(6000), 0);
    budget.take(1000);
    assertThat(budget.nanosUntil(100)).isEqualTo(seconds(10));
    budget.takeTokens(-900); // it took 100
    assertThat(budget.nanosUntil(100)).isEqualTo(seconds(1));
    budget.takeTokens(400); // and that one took 400 more
    assertThat(budget.nanosUntil(100)).isEqualTo(seconds(5));
    budget.takeTokens(-100_000); // never more than fits
    budget.take(100);
    assertThat(budget.nanosUntil(100)).isEqualTo(seconds(1));
  }

  @Test
  void aRefusalPausesHalvesAndTheRateComesBackByAnEighth() {
    Budget budget = new Budget(RateLimit.ofRequests(60), 0);
    budget.refused(Duration.ofSeconds(20), true);
    assertThat(budget.pause()).isEqualTo(Duration.ofSeconds(20));
    assertThat(budget.nanosUntil(0)).isEqualTo(seconds(20));
    double[] shares = {0.5, 0.5, 0.625, 0.75, 0.875, 1, 1};
    for (int i = 0; i < shares.length; i++) {
      budget.passTo(seconds(20 + 15 * i) - (i == 0 ? 0 : 1));
      assertThat(budget.share())
          .as("after %d steps less a moment", i)
          .isEqualTo(shares[Math.max(0, i)]);
      budget.passTo(seconds(20 + 15 * i));
    }
    assertThat(budget.share()).isEqualTo(1);
    budget.take(0);
    assertThat(budget.nanosUntil(0)).isEqualTo(seconds(1));
  }

  @Test
  void anotherRefusalPausesLongerNeverShorter() {
    Budget budget = new Budget(RateLimit.ofRequests(60), 0);
    budget.refused(Duration.ofSeconds(20), true);
    budget.refused(Duration.ofSeconds(5), false);
    assertThat(budget.pause()).isEqualTo(Duration.ofSeconds(20));
    assertThat(budget.share()).isEqualTo(0.5);
    budget.refused(Duration.ofSeconds(30), true);
    assertThat(budget.pause()).isEqualTo(Duration.ofSeconds(30));
    assertThat(budget.share()).isEqualTo(0.25);
    for (int i = 0; i < 10; i++) {
      budget.refused(Duration.ofSeconds(30), true);
    }
    assertThat(budget.share()).isEqualTo(1 / 16.0);
  }

  @Test
  void aPauseOfAnyLengthIsTaken() {
    Budget budget = new Budget(RateLimit.ofRequests(60), Long.MAX_VALUE - 5);
    budget.refused(Duration.ofSeconds(Long.MAX_VALUE), true);
    assertThat(budget.pause()).isGreaterThan(Duration.ofDays(36_000));
    budget.refused(Duration.ofSeconds(1), false);
    assertThat(budget.pause()).isGreaterThan(Duration.ofDays(36_000));
  }

  @Test
  void halfTheRateTakesTwiceAsLong() {
    Budget budget = new Budget(RateLimit.ofRequests(60), 0);
    budget.take(0);
    budget.refused(Duration.ZERO, true);
    assertThat(budget.nanosUntil(0)).isEqualTo(seconds(2));
    Budget slow = new Budget(RateLimit.ofRequests(1), 0);
    slow.take(0);
    slow.refused(Duration.ZERO, true);
    long now = 0;
    while (slow.nanosUntil(0) > 0) {
      now += slow.nanosUntil(0);
      slow.passTo(now);
    }
    // 15 s at each of 1/2, 5/8, 3/4, 7/8, and the rest at the whole rate
    assertThat((double) now).isCloseTo((60 + (60 - 15 * 2.75)) * 1e9, within(9.0));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, PT1S, PT1S, requests is 0",
    "1, 0, PT1S, PT1S, tokens is 0",
    "1, 1, PT0S, PT1S, burst is PT0S",
    "1, 1, PT61S, PT1S, burst is PT1M1S",
    "1, 1, PT1S, PT-1S, pause is PT-1S",
  })
  void valuesOutOfRangeAreRefused(
      long requests, long tokens, Duration burst, Duration pause, String message) {
    assertThatThrownBy(
            () ->
                RateLimit.ofRequests(requests).withTokens(tokens).withBurst(burst).withPause(pause))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message + ", but it must be");
  }
}
