package dev.runnel.engine;

import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
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
final class Run implements RunContext, CurrentRun.RunHolder {
  /** Stands where no run is current. */
  static final Run DETACHED =
      new Run(null, "none", RunType.CHAIN, RunConfig.DEFAULT, List.of(), false, Listeners.NONE);

  private final @Nullable Run parent;
  private final String name;
  private final RunType type;
  private final RunConfig config;
  private final List<String> ownTags;
  private final boolean streaming;
  private final Listeners listeners;
  private @Nullable UUID id;
  private volatile boolean over;
  private volatile @Nullable Resources resources;
  private @Nullable Resources home;
  private @Nullable Resources children;
  private volatile @Nullable RunEvents events;

  private Run(
      @Nullable Run parent,
      String name,
      RunType type,
      RunConfig config,
      List<String> ownTags,
      boolean streaming,
      Listeners listeners) {
    this.parent = parent;
    this.name = name;
    this.type = type;
    this.config = config;
    this.ownTags = ownTags;
    this.streaming = streaming;
    this.listeners = listeners;
    this.id = config.id().orElse(null);
  }

  /** Makes the run of a runnel that is called from outside of any chain, or inside a step. */
  static Run of(Runnel<?, ?, ?> runnel, RunConfig config, boolean streaming) {
    Run above = ours(config.parent().orElseGet(CurrentRun::get));
    @Nullable Run parent = above == DETACHED ? null : above;
    return new Run(
        parent,
        config.name().orElseGet(runnel::name),
        runnel.type(),
        config,
        List.of(),
        streaming,
        (parent == null ? Listeners.everywhere() : parent.listeners).with(config.listeners()));
  }

  /** Checks that a context was made by the engine. */
  static Run ours(RunContext context) {
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
  Run child(Runnel<?, ?, ?> runnel, List<String> tags) {
    return child(runnel, tags, runnel.config(), streaming);
  }

  /** Makes the run of a runnel that a composition runs, as it says. */
  Run child(Runnel<?, ?, ?> runnel, List<String> tags, RunConfig childConfig, boolean streams) {
    return new Run(
        this,
        childConfig.name().orElseGet(runnel::name),
        runnel.type(),
        childConfig,
        tags,
        streams,
        listeners.with(childConfig.listeners()));
  }

  /** Makes the run of a step of this run. */
  Run step(String stepName, RunType stepType, RunConfig stepConfig, List<String> stepTags) {
    return new Run(
        this,
        stepName,
        stepType,
        stepConfig,
        stepTags,
        streaming,
        listeners.with(stepConfig.listeners()));
  }

  /** Makes the run of something that a chain does of itself. */
  Run child(String childName, String tag) {
    return step(childName, RunType.CHAIN, RunConfig.DEFAULT, List.of(tag));
  }

  /** Returns the run above, or the detached one. */
  Run parentRun() {
    return parent == null ? DETACHED : parent;
  }

  RunConfig config() {
    return config;
  }

  RunClock clock() {
    return config.clock().orElseGet(() -> parent == null ? RunClock.system() : parent.clock());
  }

  Listeners listeners() {
    return listeners;
  }

  /** Describes the run to those who listen. */
  RunInfo info(boolean cumulative) {
    List<UUID> parentIds = new ArrayList<>();
    for (@Nullable Run above = parent; above != null; above = above.parent) {
      parentIds.add(0, above.id());
    }
    return new RunInfo(
        id(), List.copyOf(parentIds), name, type, tags(), metadata(), streaming, cumulative);
  }

  /** Sets who tells what this run does, once it has started. */
  void tells(RunEvents told) {
    events = told;
  }

  boolean streaming() {
    return streaming;
  }

  /** Says what closes with this run, so that the children opened in it can join. */
  void closesWith(Resources closing) {
    resources = closing;
  }

  /** Says in what this run, that of a step, lives; its children close with it, or before. */
  synchronized void livesIn(Resources closing) {
    home = closing;
  }

  /** Returns what closes the children of this run; null where nothing does. */
  @Nullable Resources childrenCloseWith() {
    @Nullable Resources own = resources;
    return own == null ? ownChildren() : own;
  }

  private synchronized @Nullable Resources ownChildren() {
    if (children == null && home != null) {
      Resources opened = new Resources();
      children = opened;
      home.own(() -> close(opened));
    }
    return children;
  }

  /** Cancels the children that a step has left open, at its end. */
  void closeChildren() {
    @Nullable Resources opened;
    synchronized (this) {
      opened = children;
    }
    if (opened != null) {
      close(opened);
    }
  }

  private static void close(Resources children) {
    if (children.close()) {
      children.closeAll(null);
    }
  }

  void over() {
    over = true;
  }

  @Override
  public RunContext currentRun() {
    return this;
  }

  @Override
  public synchronized UUID id() {
    if (id == null) {
      id = UUID.randomUUID();
    }
    return id;
  }

  @Override
  public Optional<RunContext> parent() {
    return Optional.ofNullable(parent);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RunType type() {
    return type;
  }

  @Override
  public Set<String> tags() {
    Set<String> tags = new LinkedHashSet<>(ownTags);
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
  public Map<String, Object> metadata() {
    if (parent == null) {
      return config.metadata();
    }
    Map<String, Object> metadata = new LinkedHashMap<>(parent.metadata());
    metadata.putAll(config.metadata());
    return Collections.unmodifiableMap(metadata);
  }

  @Override
  public void emitEvent(String eventName, Object payload) {
    Objects.requireNonNull(eventName, "A custom event needs a name.");
    Objects.requireNonNull(payload, "A custom event needs a payload.");
    @Nullable RunEvents told = events;
    if (told != null) {
      told.custom(eventName, payload);
    }
  }

  @Override
  public boolean isCancelled() {
    return over || (parent != null && parent.isCancelled());
  }

  @Override
  public Executor executor() {
    return config
        .executor()
        .orElseGet(() -> parent == null ? Threads.defaultExecutor() : parent.executor());
  }

  @Override
  public Runnable wrap(Runnable task) {
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
  public <T> Callable<T> wrap(Callable<T> task) {
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
  public <T> Supplier<T> wrapSupplier(Supplier<T> supplier) {
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
    return this == DETACHED ? null : this;
  }

  @Override
  public String toString() {
    return type.wireName() + " run '" + name + "'";
  }
}
