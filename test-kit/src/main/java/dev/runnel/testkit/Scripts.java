package dev.runnel.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Chooses the answer to each request, and remembers the runs. Thread-safe. */
final class Scripts<I, S> {
  private final String name;
  private final List<Rule<I, S>> rules;
  private final List<S> inOrder;
  private final @Nullable Function<? super I, ? extends S> otherwise;
  private final AtomicInteger nextInOrder = new AtomicInteger();
  private final List<ScriptedRun<I>> runs = new ArrayList<>();

  record Rule<I, S>(Predicate<? super I> when, S then) {}

  Scripts(
      String name,
      List<Rule<I, S>> rules,
      List<S> inOrder,
      @Nullable Function<? super I, ? extends S> otherwise) {
    this.name = name;
    this.rules = List.copyOf(rules);
    this.inOrder = List.copyOf(inOrder);
    this.otherwise = otherwise;
  }

  ScriptedRun<I> begin(I request) {
    ScriptedRun<I> run = new ScriptedRun<>(request);
    synchronized (runs) {
      runs.add(run);
    }
    return run;
  }

  S choose(I request) {
    for (Rule<I, S> rule : rules) {
      if (rule.when().test(request)) {
        return rule.then();
      }
    }
    int index = nextInOrder.getAndIncrement();
    if (index < inOrder.size()) {
      return inOrder.get(index);
    }
    if (otherwise != null) {
      return otherwise.apply(request);
    }
    throw new IllegalStateException(
        "'%s' has no answer to request number %s: %s. It has %s answers by condition and %s in order."
            .formatted(name, runs().size(), request, rules.size(), inOrder.size()));
  }

  List<ScriptedRun<I>> runs() {
    synchronized (runs) {
      return List.copyOf(runs);
    }
  }

  ScriptedRun<I> lastRun() {
    List<ScriptedRun<I>> all = runs();
    if (all.isEmpty()) {
      throw new AssertionError("'" + name + "' got no request.");
    }
    return all.get(all.size() - 1);
  }

  List<I> requests() {
    return runs().stream().map(ScriptedRun::request).toList();
  }

  int openRuns() {
    return (int) runs().stream().filter(run -> run.state() == ScriptedRun.State.OPEN).count();
  }
}
