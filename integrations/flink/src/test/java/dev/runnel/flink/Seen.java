package dev.runnel.flink;

import java.io.Serial;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.functions.MapFunction;

/** Keeps all that passes, for a test in the same process. */
final class Seen<T> implements MapFunction<T, T> {
  @Serial private static final long serialVersionUID = 1L;
  private static final ConcurrentHashMap<String, ConcurrentLinkedQueue<Object>> ALL =
      new ConcurrentHashMap<>();

  private final String name;

  Seen(String name) {
    this.name = name;
    ALL.put(name, new ConcurrentLinkedQueue<>());
  }

  @Override
  public T map(T value) {
    ALL.get(name).add(value);
    return value;
  }

  @SuppressWarnings("unchecked") // only values of this type have passed
  List<T> values() {
    return (List<T>) List.copyOf(ALL.get(name));
  }
}
