package dev.runnel.engine.run;

import dev.runnel.CustomRunnel;
import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Is one run: a node of the tree of runs. What is not asked for, such as the id, is not made. */
public abstract class Run implements RunContext, CurrentRun.RunHolder {
  private final @Nullable Run parent;
  private final RunConfig config;
  private final boolean streaming;
  private final @Nullable Audience audience;

  /** What closes with this run; set before the run is handed to any other thread. */
  private @Nullable Resources closing;

  private @Nullable UUID id;

  public Run(@Nullable Run parent, RunConfig config, boolean streaming, Listeners listeners) {
    this.parent = parent;
    this.config = config;
    this.streaming = streaming;
    this.audience = Audience.of(listeners);
    this.id = config.id().orElse(null);
  }

  /** Makes the run of a runnel that is called from outside of any chain, or inside a step. */
  public static Run of(CustomRunnel<?, ?, ?> runnel, RunConfig config, boolean streaming) {
    Run above = ours(config.parent().orElseGet(CurrentRun::get));
    @Nullable Run parent = above == CurrentRun.DETACHED ? null : above;
    Listeners inherited = parent == null ? Listeners.everywhere() : parent.listeners();
    return new RunnelRun(parent, runnel, config, streaming, inherited.with(config.listeners()));
  }

  /** Checks that a context was made by the engine. */
  public static Run ours(RunContext context) {
    if (context instanceof Run run) {
      return run;
    }
    throw new IllegalArgumentException(
        "A run context comes from RunContext.current() or from a step's parameter, but this one is"
            + " a "
            + context.getClass().getName()
            + ".");
  }

  /** Makes the run of a runnel that a composition runs, with tags of its own. */
  public final Run child(CustomRunnel<?, ?, ?> runnel, List<String> tags) {
    return child(runnel, tags, runnel.config(), streaming);
  }

  /** Makes the run of a runnel that a composition runs, as it says. */
  public final Run child(
      CustomRunnel<?, ?, ?> runnel, List<String> tags, RunConfig childConfig, boolean streams) {
    String childName = childConfig.name().orElseGet(runnel::name);
    return below(childName, runnel.type(), childConfig, tags, streams, null);
  }

  /** Makes the run of something that a chain does of itself. */
  public final StepRun child(String childName, String tag) {
    return below(childName, RunType.CHAIN, RunConfig.DEFAULT, List.of(tag), streaming, null);
  }

  /** Makes the run of a step of this run; its children close with its home, or before. */
  public final StepRun step(
      String stepName,
      RunType stepType,
      RunConfig stepConfig,
      List<String> stepTags,
      Resources home) {
    return below(stepName, stepType, stepConfig, stepTags, streaming, home);
  }

  private StepRun below(
      String itsName,
      RunType itsType,
      RunConfig itsConfig,
      List<String> itsTags,
      boolean streams,
      @Nullable Resources home) {
    Listeners heardBy = listeners().with(itsConfig.listeners());
    return new StepRun(this, itsName, itsType, itsConfig, itsTags, streams, heardBy, home);
  }

  /** Returns the run above, or the detached one. */
  public final Run parentRun() {
    return parent == null ? CurrentRun.DETACHED : parent;
  }

  public final RunConfig config() {
    return config;
  }

  /** Returns the tags that are not inherited by the runs below. */
  public List<String> ownTags() {
    return List.of();
  }

  public final RunClock clock() {
    return config.clock().orElseGet(() -> parent == null ? RunClock.system() : parent.clock());
  }

  public final Listeners listeners() {
    return audience == null ? Listeners.NONE : audience.listeners();
  }

  /** Describes the run to those who listen. */
  public final RunInfo info(boolean cumulative) {
    List<UUID> parentIds = new ArrayList<>();
    for (@Nullable Run above = parent; above != null; above = above.parent) {
      parentIds.add(0, above.id());
    }
    return new RunInfo(
        id(), List.copyOf(parentIds), name(), type(), tags(), metadata(), streaming, cumulative);
  }

  /** Sets who tells what this run does, once it has started. */
  public final void tells(RunEvents told) {
    if (audience != null) {
      audience.hears(told);
    }
  }

  public final boolean streaming() {
    return streaming;
  }

  /** Says what closes with this run, so that the children opened in it can join. */
  public final void closesWith(Resources closes) {
    closing = closes;
  }

  /** Returns what closes the children of this run; null where nothing does. */
  public @Nullable Resources childrenCloseWith() {
    return closing;
  }

  /** Cancels the children that a step has left open, at its end. */
  public void closeChildren() {}

  /** Says that a step has ended; other runs end with what closes with them. */
  public void over() {}

  public boolean isOver() {
    @Nullable Resources closes = closing;
    return closes != null && !closes.isOpen();
  }

  @Override
  public final RunContext currentRun() {
    return this;
  }

  @Override
  public final synchronized UUID id() {
    if (id == null) {
      id = UUID.randomUUID();
    }
    return id;
  }

  @Override
  public final Optional<RunContext> parent() {
    return Optional.ofNullable(parent);
  }

  @Override
  public final Set<String> tags() {
    Set<String> tags = new LinkedHashSet<>(ownTags());
    addInherited(tags);
    return Collections.unmodifiableSet(tags);
  }

  private void addInherited(Collection<String> tags) {
    tags.addAll(config.tags());
    if (parent != null) {
      parent.addInherited(tags);
    }
  }

  @Override
  public final Map<String, Object> metadata() {
    if (parent == null) {
      return config.metadata();
    }
    Map<String, Object> metadata = new LinkedHashMap<>(parent.metadata());
    metadata.putAll(config.metadata());
    return Collections.unmodifiableMap(metadata);
  }

  @Override
  public final void emitEvent(String eventName, Object payload) {
    Objects.requireNonNull(eventName, "A custom event needs a name.");
    Objects.requireNonNull(payload, "A custom event needs a payload.");
    if (audience != null) {
      audience.custom(eventName, payload);
    }
  }

  @Override
  public final boolean isCancelled() {
    return isOver() || (parent != null && parent.isCancelled());
  }

  @Override
  public final Executor executor() {
    return config
        .executor()
        .orElseGet(() -> parent == null ? Threads.defaultExecutor() : parent.executor());
  }

  @Override
  public final Runnable wrap(Runnable task) {
    return () -> {
      CurrentRun cell = CurrentRun.cell();
      CurrentRun.@Nullable RunHolder previous = cell.swap(holder());
      try {
        task.run();
      } finally {
        cell.swap(previous);
      }
    };
  }

  @Override
  public final <T> Callable<T> wrap(Callable<T> task) {
    return () -> {
      CurrentRun cell = CurrentRun.cell();
      CurrentRun.@Nullable RunHolder previous = cell.swap(holder());
      try {
        return task.call();
      } finally {
        cell.swap(previous);
      }
    };
  }

  @Override
  public final <T> Supplier<T> wrapSupplier(Supplier<T> supplier) {
    return () -> {
      CurrentRun cell = CurrentRun.cell();
      CurrentRun.@Nullable RunHolder previous = cell.swap(holder());
      try {
        return supplier.get();
      } finally {
        cell.swap(previous);
      }
    };
  }

  private CurrentRun.@Nullable RunHolder holder() {
    return this == CurrentRun.DETACHED ? null : this;
  }

  @Override
  public final String toString() {
    return type().wireName() + " run '" + name() + "'";
  }
}
