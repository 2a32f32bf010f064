package dev.runnel.flink;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a chain runs in a job.
 *
 * @param name of the operator, and of its state
 * @param capacity how many inputs may be open in one parallel instance
 * @param inOrder whether answers leave in the order of the inputs
 * @param chunks whether there is an output of chunks
 * @param events whether there is an output of events
 * @param deadLetters whether failures are an output
 * @param draining whether a checkpoint waits for open inputs
 * @param timeout of one run; null if only the chain limits it
 * @param cache how long answers are kept; null if they are not
 * @param cacheVersion of the chain, for the cache
 */
record ChainSettings(
    String name,
    int capacity,
    boolean inOrder,
    boolean chunks,
    boolean events,
    boolean deadLetters,
    boolean draining,
    @Nullable Duration timeout,
    @Nullable Duration cache,
    String cacheVersion)
    implements Serializable {

  static ChainSettings named(String name, int capacity) {
    return new ChainSettings(name, capacity, false, false, false, false, false, null, null, "");
  }

  ChainSettings withName(String changed) {
    return new ChainSettings(
        changed,
        capacity,
        inOrder,
        chunks,
        events,
        deadLetters,
        draining,
        timeout,
        cache,
        cacheVersion);
  }

  ChainSettings withCapacity(int changed) {
    return new ChainSettings(
        name,
        changed,
        inOrder,
        chunks,
        events,
        deadLetters,
        draining,
        timeout,
        cache,
        cacheVersion);
  }

  ChainSettings withOrder() {
    return new ChainSettings(
        name, capacity, true, chunks, events, deadLetters, draining, timeout, cache, cacheVersion);
  }

  ChainSettings withChunks() {
    return new ChainSettings(
        name, capacity, inOrder, true, events, deadLetters, draining, timeout, cache, cacheVersion);
  }

  ChainSettings withEvents() {
    return new ChainSettings(
        name, capacity, inOrder, chunks, true, deadLetters, draining, timeout, cache, cacheVersion);
  }

  ChainSettings withDeadLetters() {
    return new ChainSettings(
        name, capacity, inOrder, chunks, events, true, draining, timeout, cache, cacheVersion);
  }

  ChainSettings withDraining() {
    return new ChainSettings(
        name, capacity, inOrder, chunks, events, deadLetters, true, timeout, cache, cacheVersion);
  }

  ChainSettings withTimeout(Duration changed) {
    return new ChainSettings(
        name,
        capacity,
        inOrder,
        chunks,
        events,
        deadLetters,
        draining,
        changed,
        cache,
        cacheVersion);
  }

  ChainSettings withCache(String version, Duration lifetime) {
    return new ChainSettings(
        name, capacity, inOrder, chunks, events, deadLetters, draining, timeout, lifetime, version);
  }
}
