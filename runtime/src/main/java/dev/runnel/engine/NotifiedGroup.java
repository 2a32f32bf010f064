package dev.runnel.engine;

import dev.runnel.engine.run.EventLock;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.run.RunEvents;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notifies of one parallel group: its own run, and the runs that pass on the chain's input. Not
 * thread-safe; its notifier locks.
 */
final class NotifiedGroup {
  private final ChainNotifier notifier;
  private final Scope scope;
  private final EventLock lock;
  private final PlanGroup group;
  private final Map<String, Object> output = new LinkedHashMap<>();
  private @Nullable RunEvents events;
  private int left;

  NotifiedGroup(ChainNotifier notifier, Scope scope, EventLock lock, PlanGroup group) {
    this.notifier = notifier;
    this.scope = scope;
    this.lock = lock;
    this.group = group;
    this.left = group.keys().size();
  }

  void start(int index) {
    if (events != null) {
      return;
    }
    Run run = scope.groupRun(index);
    RunEvents started = RunEvents.of(run, false, lock);
    events = started;
    started.started(run.streaming() ? null : notifier.output(group.source()));
    for (String key : group.inputs()) {
      passThrough(run, key, started);
    }
  }

  private void passThrough(Run run, String key, RunEvents groupEvents) {
    @Nullable Object input = notifier.output(Plan.INPUT);
    RunEvents passing =
        RunEvents.of(run.group("RunnablePassthrough", "map:key:" + key), false, lock);
    try {
      passing.started(input);
      if (input != null) {
        output.put(key, input);
        passing.chunk(input);
        groupEvents.chunk(Map.of(key, input));
      }
      passing.ended(input, input, input);
    } catch (Throwable fromListener) {
      if (passing.isOpen()) {
        passing.failed(fromListener);
      }
      throw fromListener;
    }
  }

  void chunk(int step, Object chunk) {
    String key = group.keys().get(step);
    if (events != null && events.hasChunks() && key != null) {
      events.chunk(Map.of(key, chunk));
    }
  }

  void memberEnded() {
    left--;
    if (left == 0) {
      end();
    }
  }

  void end() {
    if (events != null && events.isOpen()) {
      @Nullable Object input = notifier.output(group.source());
      group.keys().forEach((step, key) -> put(key, notifier.output(step)));
      events.ended(input, input, Collections.unmodifiableMap(new LinkedHashMap<>(output)));
    }
  }

  private void put(String key, @Nullable Object value) {
    if (value != null) {
      output.put(key, value);
    }
  }

  void fail(Throwable failure, boolean[] failed) {
    if (events != null && events.isOpen()) {
      if (group.keys().keySet().stream().anyMatch(step -> failed[step])) {
        events.failed(failure);
      } else {
        events.cancelled();
      }
    }
  }

  void cancel() {
    if (events != null && events.isOpen()) {
      events.cancelled();
    }
  }
}
