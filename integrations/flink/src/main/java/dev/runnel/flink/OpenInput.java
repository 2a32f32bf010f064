package dev.runnel.flink;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** An input that is being answered. Its mutable fields belong to the task's thread. */
final class OpenInput<I, O> implements Held {
  /** How many outputs of a run may wait for the task's thread. */
  private static final int AHEAD = 16;

  private final StreamRecord<I> record;
  private final int attempt;
  private final Semaphore ahead = new Semaphore(AHEAD);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final @Nullable Object key;
  private @Nullable Future<?> work;
  private @Nullable O answer;

  OpenInput(StreamRecord<I> record, int attempt, @Nullable Object key) {
    this.record = record;
    this.attempt = attempt;
    this.key = key;
  }

  StreamRecord<I> record() {
    return record;
  }

  I input() {
    return record.getValue();
  }

  int attempt() {
    return attempt;
  }

  Optional<Object> key() {
    return Optional.ofNullable(key);
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

  /** Is completed when the run's thread has left it. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  void worksIn(Future<?> task) {
    work = task;
  }

  void cancel() {
    if (work != null) {
      work.cancel(true);
    }
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
