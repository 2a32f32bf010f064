package dev.runnel.engine;

import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.annotations.RunType;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
      new Run(null, "none", RunType.CHAIN, RunConfig.DEFAULT, List.of(), false, null);

  private final @Nullable Run parent;
  private final String name;
  private final RunType type;
  private final RunConfig config;
  private final List<String> ownTags;
  private final boolean streaming;
  private final @Nullable RunObserver observer;
  private @Nullable UUID id;
  private volatile boolean over;
  private volatile @Nullable Resources resources;

  private Run(
      @Nullable Run parent,
      String name,
      RunType type,
      RunConfig config,
      List<String> ownTags,
      boolean streaming,
      @Nullable RunObserver observer) {
    this.parent = parent;
    this.name = name;
    this.type = type;
    this.config = config;
    this.ownTags = ownTags;
    this.streaming = streaming;
    this.observer = observer;
    this.id = config.id().orElse(null);
  }

  /** Makes the run of a runnel that is called from outside of any chain, or inside a step. */
  static Run of(Runnel<?, ?, ?> runnel, RunConfig config, boolean streaming) {
    RunContext above = config.parent().orElseGet(CurrentRun::get);
    @Nullable Run parent = above == DETACHED ? null : (Run) above;
    return new Run(
        parent,
        config.name().orElseGet(runnel::name),
        runnel.type(),
        config,
        List.of(),
        streaming,
        parent == null ? null : parent.observer);
  }

  /** Makes the run of a step of this run. */
  Run step(String stepName, RunType stepType, RunConfig stepConfig, List<String> stepTags) {
    return new Run(this, stepName, stepType, stepConfig, stepTags, streaming, observer);
  }

  /** Returns the run above, or the detached one. */
  Run parentRun() {
    return parent == null ? DETACHED : parent;
  }

  @Nullable RunObserver observer() {
    return observer;
  }

  boolean streaming() {
    return streaming;
  }

  /** Says what closes when this run is closed, so that children opened in a step can join it. */
  void closesWith(Resources closing) {
    resources = closing;
  }

  @Nullable Resources resources() {
    return resources;
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
