package dev.runnel.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serial;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.MapFunction;

/** Keeps all that passes, for a test in the same process. */
final class Seen<T> implements MapFunction<T, T> {
  @Serial private static final long serialVersionUID = 1L;
  private static final ConcurrentHashMap<String, ConcurrentLinkedQueue<Object>> ALL =
      new ConcurrentHashMap<>();

  private static final ConcurrentHashMap<String, Semaphore> COUNTS = new ConcurrentHashMap<>();

  private final String name;

  Seen(String name) {
    this.name = name;
    ALL.put(name, new ConcurrentLinkedQueue<>());
    COUNTS.put(name, new Semaphore(0));
  }

  @Override
  public T map(T value) {
    ALL.get(name).add(value);
    COUNTS.get(name).release();
    return value;
  }

  /** Waits until so many more have passed. */
  void await(int count) throws InterruptedException {
    assertThat(COUNTS.get(name).tryAcquire(count, 1, TimeUnit.MINUTES)).isTrue();
  }

  @SuppressWarnings("unchecked") // only values of this type have passed
  List<T> values() {
    return (List<T>) List.copyOf(ALL.get(name));
  }
}
