package dev.runnel.serve;

import dev.runnel.RunConfig;
import java.security.Key;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How chains are served: the limits of a run and of its client, and what a client is told of a
 * failure. Immutable; each {@code with} method returns a copy.
 *
 * @param heartbeat after how much silence a heartbeat is sent
 * @param writeTimeout how long one write may take before the client is given up
 * @param runTimeout how long a run may take
 * @param maxBatch how many inputs one request may bring
 * @param showFailures whether clients are told a failure's class and text
 * @param stateKey signs the states of agents that wait for approval, which clients keep then; null
 *     if the server keeps them in its memory
 * @param resumable lets runs go on without their clients, in the protocols that know it; null if
 *     they end with them
 */
public record ServeOptions(
    Duration heartbeat,
    Duration writeTimeout,
    Duration runTimeout,
    int maxBatch,
    boolean showFailures,
    @Nullable Key stateKey,
    @Nullable Resumable resumable) {
  /**
   * A heartbeat after 15 s, writes of 30 s, runs of 10 min, 100 inputs, failures not shown, no
   * resuming.
   */
  public static final ServeOptions DEFAULT =
      new ServeOptions(
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          100,
          false,
          null,
          null);

  /** Checks the limits. */
  public ServeOptions {
    requirePositive(heartbeat, "The time between heartbeats");
    requirePositive(writeTimeout, "The time for a write");
    requirePositive(runTimeout, "The time for a run");
    if (maxBatch < 1) {
      throw new IllegalArgumentException(
          "The largest batch has 1 input or more, but is " + maxBatch + ".");
    }
  }

  private static void requirePositive(Duration time, String what) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(what + " is more than zero, but is " + time + ".");
    }
  }

  /**
   * Sets after how much silence a heartbeat is sent. A client that has left without a word is
   * noticed within two of them.
   *
   * @param heartbeat the time, more than zero
   * @return a copy
   */
  public ServeOptions withHeartbeat(Duration heartbeat) {
    return new ServeOptions(
        heartbeat, writeTimeout, runTimeout, maxBatch, showFailures, stateKey, resumable);
  }

  /**
   * Sets how long one write may take before the client is given up and its run is cancelled.
   *
   * @param writeTimeout the time, more than zero
   * @return a copy
   */
  public ServeOptions withWriteTimeout(Duration writeTimeout) {
    return new ServeOptions(
        heartbeat, writeTimeout, runTimeout, maxBatch, showFailures, stateKey, resumable);
  }

  /**
   * Sets how long a run may take.
   *
   * @param runTimeout the time, more than zero
   * @return a copy
   */
  public ServeOptions withRunTimeout(Duration runTimeout) {
    return new ServeOptions(
        heartbeat, writeTimeout, runTimeout, maxBatch, showFailures, stateKey, resumable);
  }

  /**
   * Sets how many inputs one request may bring.
   *
   * @param maxBatch the number, 1 or more
   * @return a copy
   */
  public ServeOptions withMaxBatch(int maxBatch) {
    return new ServeOptions(
        heartbeat, writeTimeout, runTimeout, maxBatch, showFailures, stateKey, resumable);
  }

  /**
   * Sets whether clients are told a failure's class and text. A failure may hold what is private:
   * switch it on for developers only.
   *
   * @param showFailures whether they are
   * @return a copy
   */
  public ServeOptions withShowFailures(boolean showFailures) {
    return new ServeOptions(
        heartbeat, writeTimeout, runTimeout, maxBatch, showFailures, stateKey, resumable);
  }

  /**
   * Gives the states of agents that wait for approval to their clients, signed by HMAC-SHA256, so
   * that any server with this key can go on. A client can read a state, which has the whole
   * conversation with its system messages, and can let it go on twice. It is good for a chain of
   * the same name alone.
   *
   * @param stateKey signs
   * @return a copy
   */
  public ServeOptions withStateKey(Key stateKey) {
    return new ServeOptions(
        heartbeat, writeTimeout, runTimeout, maxBatch, showFailures, stateKey, resumable);
  }

  /**
   * Lets runs go on without their clients, which may come back, where a chain speaks {@link
   * Protocols#PLAIN} or {@link Protocols#AI_SDK}. A run is then stopped by a request of its own.
   *
   * @param resumable where their streams are kept, and for how long
   * @return a copy
   */
  public ServeOptions withResumable(Resumable resumable) {
    return new ServeOptions(
        heartbeat, writeTimeout, runTimeout, maxBatch, showFailures, stateKey, resumable);
  }

  /** Configures one run. */
  RunConfig runConfig(String name, UUID id) {
    return RunConfig.named(name).withId(id);
  }

  /** Says what a client may know of a failure. */
  String failureText(UUID runId, Throwable failure) {
    return showFailures
        ? "The run failed: " + failure + " Run " + runId + "."
        : "The run failed. Run " + runId + ".";
  }
}
