package dev.runnel.processor.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says on which thread each value of a chain is computed: the values that the last ones wait for on
 * the thread that runs the chain, one after the other, and each line of others on a thread of its
 * own, so that steps that do not wait for each other run at the same time.
 */
final class Schedule {
  private static final Comparator<Value> ORDER =
      Comparator.comparingInt(Value::source)
          .thenComparing(value -> value instanceof Value.WholeOf)
          .thenComparing(Value::toString);

  private final ChainGraph graph;
  private final List<Value> main = new ArrayList<>();
  private final List<List<Value>> forks = new ArrayList<>();

  Schedule(ChainGraph graph) {
    this.graph = graph;
    int last = graph.chain().lastStep().index();
    Optional<Value> next = latest(graph.needsOfStream(last));
    while (next.isPresent()) {
      main.add(0, next.get());
      next = latest(graph.needs(next.get()));
    }
    List<Value> rest = new ArrayList<>(graph.closure(Optional.empty()));
    rest.removeAll(main);
    rest.sort(ORDER);
    rest.forEach(this::place);
  }

  private static Optional<Value> latest(Set<Value> values) {
    return values.stream().max(ORDER);
  }

  private void place(Value value) {
    for (List<Value> fork : forks) {
      Value tail = fork.get(fork.size() - 1);
      if (graph.needs(value).contains(tail)
          && isReadOnlyBy(tail, value)
          && mainOf(graph.needs(value)).stream()
              .allMatch(graph.closure(Optional.of(fork.get(0)))::contains)) {
        fork.add(value);
        return;
      }
    }
    forks.add(new ArrayList<>(List.of(value)));
  }

  private boolean isReadOnlyBy(Value value, Value reader) {
    Set<Value> readers = new LinkedHashSet<>();
    for (Value other : graph.closure(Optional.empty())) {
      if (graph.needs(other).contains(value)) {
        readers.add(other);
      }
    }
    int last = graph.chain().lastStep().index();
    return readers.equals(Set.of(reader)) && !graph.needsOfStream(last).contains(value);
  }

  private List<Value> mainOf(Set<Value> values) {
    return values.stream().filter(main::contains).toList();
  }

  /** Returns the values that are computed on the chain's own thread, in their order. */
  List<Value> main() {
    return main;
  }

  /** Returns the lines of values that are computed on threads of their own. */
  List<List<Value>> forks() {
    return forks;
  }
}
