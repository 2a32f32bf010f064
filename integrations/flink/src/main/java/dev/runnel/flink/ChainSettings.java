package dev.runnel.flink;

import java.io.Serializable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a chain runs in a job.
 *
 * @param name of the operator, and of its state
 * @param capacity how many inputs may be open in one parallel instance
 * @param choices what was switched on
 * @param timeout of one run; null if only the chain limits it
 * @param cache how answers are kept; null if they are not
 */
record ChainSettings(
    String name,
    int capacity,
    Set<Choice> choices,
    @Nullable Duration timeout,
    @Nullable Cache cache)
    implements Serializable {

  /** What can be switched on. */
  enum Choice {
    /** Answers leave in the order of the inputs. */
    IN_ORDER,
    /** There is an output of chunks. */
    CHUNKS,
    /** There is an output of events. */
    EVENTS,
    /** Failures are an output. */
    DEAD_LETTERS,
    /** A checkpoint waits for open inputs. */
    DRAINED,
    /** The key of the inputs is a conversation. */
    CONVERSING
  }

  /**
   * How answers are kept.
   *
   * @param version of the chain
   * @param lifetime of an answer
   */
  record Cache(String version, Duration lifetime) implements Serializable {}

  static ChainSettings named(String name, int capacity) {
    return new ChainSettings(name, capacity, Set.of(), null, null);
  }

  ChainSettings withName(String changed) {
    return new ChainSettings(changed, capacity, choices, timeout, cache);
  }

  ChainSettings withCapacity(int changed) {
    return new ChainSettings(name, changed, choices, timeout, cache);
  }

  ChainSettings with(Choice choice) {
    EnumSet<Choice> all = EnumSet.of(choice);
    all.addAll(choices);
    return new ChainSettings(name, capacity, Set.copyOf(all), timeout, cache);
  }

  ChainSettings withTimeout(Duration changed) {
    return new ChainSettings(name, capacity, choices, changed, cache);
  }

  ChainSettings withCache(Cache changed) {
    return new ChainSettings(name, capacity, choices, timeout, changed);
  }

  boolean has(Choice choice) {
    return choices.contains(choice);
  }

  /** Says whether each input has a key. */
  boolean isKeyed() {
    return cache != null || has(Choice.CONVERSING);
  }
}
