package dev.runnel.flink;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** An input that is being answered. Its mutable fields belong to the task's thread. */
final class OpenInput<I, O> implements Held {
  /** How many outputs of a run may wait for the task's thread. */
  private static final int AHEAD = 16;

  private final StreamRecord<I> record;
  private final int attempt;
  private final long number;
  private final Semaphore ahead = new Semaphore(AHEAD);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final @Nullable Object key;
  private @Nullable Future<?> work;
  private @Nullable O answer;

  OpenInput(StreamRecord<I> record, int attempt, long number, @Nullable Object key) {
    this.record = record;
    this.attempt = attempt;
    this.number = number;
    this.key = key;
  }

  I input() {
    return record.getValue();
  }

  int attempt() {
    return attempt;
  }

  /** Returns the place among the inputs of this operator. */
  long number() {
    return number;
  }

  /** Returns the key; null where inputs have none. */
  @Nullable Object key() {
    return key;
  }

  /** Returns the key of an input that belongs to a conversation. */
  String conversation() {
    return (String) Objects.requireNonNull(key);
  }

  /** Returns the form that the state has. */
  Tuple4<I, Long, Boolean, Integer> written() {
    return Tuple4.of(
        input(),
        record.hasTimestamp() ? record.getTimestamp() : 0L,
        record.hasTimestamp(),
        attempt);
  }

  /** Wraps an output of this input, with its time. */
  <T> StreamRecord<T> at(T value) {
    return record.hasTimestamp()
        ? new StreamRecord<>(value, record.getTimestamp())
        : new StreamRecord<>(value);
  }

  Semaphore ahead() {
    return ahead;
  }

  void worksIn(Future<?> task) {
    work = task;
  }

  /** Says that the run's thread has left it. */
  void hasLeft() {
    ended.complete(null);
  }

  /** Cancels the run; what is returned is completed when its thread has left it. */
  CompletableFuture<Void> cancel() {
    if (work == null) {
      return CompletableFuture.completedFuture(null);
    }
    work.cancel(true);
    return ended;
  }

  void answer(O value) {
    answer = value;
  }

  O answer() {
    return Objects.requireNonNull(answer);
  }

  /** Says whether the answer is there. */
  boolean isDone() {
    return answer != null;
  }
}
