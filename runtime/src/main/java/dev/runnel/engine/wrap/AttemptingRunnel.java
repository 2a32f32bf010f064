package dev.runnel.engine.wrap;

import dev.runnel.CustomRunnel;
import dev.runnel.RunConfig;
import dev.runnel.annotations.RunType;

/**
 * A run above others, which it tries one after the other. Each of those has its own configuration:
 * name, tags, listeners, limits. What cannot be had twice, or is needed between the attempts, is
 * this run's: its id, what it is a child of, its threads and its clock.
 */
abstract class AttemptingRunnel<I, C, O> extends ForwardingRunnel<I, C, O> {
  private final RunConfig config;

  protected AttemptingRunnel(CustomRunnel<I, C, O> first) {
    super(first);
    this.config = shared(first.config()); // once: what is wrapped again and again asks all below
  }

  private static RunConfig shared(RunConfig own) {
    RunConfig all = RunConfig.DEFAULT;
    all = own.id().map(all::withId).orElse(all);
    all = own.parent().map(all::withParent).orElse(all);
    all = own.executor().map(all::withExecutor).orElse(all);
    return own.clock().map(all::withClock).orElse(all);
  }

  @Override
  public final RunType type() {
    return RunType.CHAIN;
  }

  @Override
  public final RunConfig config() {
    return config;
  }

  @Override
  public final boolean isAttempting() {
    return true;
  }
}
