package dev.runnel.engine.run;

import dev.runnel.CustomRunnel;
import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import java.util.ArrayList;
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

/**
 * One run: a node of the tree of runs. It is the run of a runnel that was called, or of a step or a
 * group of steps of another run. The id and the like are created on first use. Thread-safe.
 */
public final class Run implements RunContext, CurrentRun.RunHolder {
  private final @Nullable Run parent;
  private final String name;
  private final RunType type;
  private final RunConfig config;
  private final List<String> ownTags;
  private final boolean streaming;
  private final Listeners listeners;

  /** Where its work runs; found once, since a run may be very deep. */
  private final Executor executor;

  private final RunClock clock;

  /** What the run closes with, if it is a step's; null for others. */
  private final @Nullable Lifetime home;

  /** What the run's own children close with; set before the run is handed to any other thread. */
  private @Nullable Lifetime lifetime;

  /** What a step's children close with, made for the first of them; guarded by this. */
  private @Nullable Lifetime children;

  private volatile @Nullable RunEvents events;
  private volatile boolean stepEnded;

  /** When it was handed to an executor, by its clock; null where it works at once. */
  private volatile @Nullable Long handedOver;

  /** Whether its limits count, since it has begun to read what they limit. */
  private volatile boolean isLimited;

  private @Nullable UUID id;

  private Run(
      @Nullable Run parent,
      String name,
      RunType type,
      RunConfig config,
      List<String> ownTags,
      boolean streaming,
      Listeners listeners,
      @Nullable Lifetime home) {
    this.parent = parent;
    this.name = name;
    this.type = type;
    this.config = config;
    this.ownTags = ownTags;
    this.streaming = streaming;
    this.listeners = listeners;
    this.home = home;
    Optional<Executor> ownExecutor = config.executor();
    this.executor = ownExecutor.isPresent() ? ownExecutor.get() : executorOf(parent);
    Optional<RunClock> ownClock = config.clock();
    this.clock = ownClock.isPresent() ? ownClock.get() : clockOf(parent);
    Optional<UUID> ownId = config.id();
    this.id = ownId.isPresent() && !isGiven(ownId.get(), parent) ? ownId.get() : null;
  }

  /** Tells whether a run, or one above it, was given an id: it is good for one run. */
  private static boolean isGiven(UUID id, @Nullable Run run) {
    for (Run above = run; above != null; above = above.parent) {
      if (above.config.id().filter(id::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Executor executorOf(@Nullable Run above) {
    return above == null ? Threads.defaultExecutor() : above.executor;
  }

  private static RunClock clockOf(@Nullable Run above) {
    return above == null ? RunClock.system() : above.clock;
  }

  /** Makes the run that is current where none is. */
  static Run detached() {
    return new Run(
        null, "none", RunType.CHAIN, RunConfig.DEFAULT, List.of(), false, Listeners.NONE, null);
  }

  /** Makes the run of a runnel that is called from outside of any chain, or inside a step. */
  public static Run of(CustomRunnel<?, ?, ?> runnel, RunConfig config, boolean streaming) {
    Run above = (Run) config.parent().orElseGet(CurrentRun::get);
    @Nullable Run parent = above == CurrentRun.DETACHED ? null : above;
    Listeners inherited = parent == null ? Listeners.everywhere() : parent.listeners();
    return new Run(
        parent,
        nameOf(runnel, config),
        runnel.type(),
        config,
        List.of(),
        streaming,
        inherited.with(config.listeners()),
        null);
  }

  /** Returns the name of a run; without a lambda, which each run would make. */
  private static String nameOf(CustomRunnel<?, ?, ?> runnel, RunConfig config) {
    Optional<String> configured = config.name();
    return configured.isPresent() ? configured.get() : runnel.name();
  }

  /** Makes the run of a runnel that a composition runs, with tags of its own. */
  public Run child(CustomRunnel<?, ?, ?> runnel, List<String> tags) {
    return child(runnel, tags, runnel.config(), streaming);
  }

  /** Makes the run of a runnel that a composition runs, as it says. */
  public Run child(
      CustomRunnel<?, ?, ?> runnel, List<String> tags, RunConfig childConfig, boolean streams) {
    return below(nameOf(runnel, childConfig), runnel.type(), childConfig, tags, streams, null);
  }

  /** Makes the run of a group of steps of this run. */
  public Run group(String groupName, String tag) {
    return below(groupName, RunType.CHAIN, RunConfig.DEFAULT, List.of(tag), streaming, null);
  }

  /** Makes the run of a step of this run; its children close with its home, or before. */
  public Run step(
      String stepName,
      RunType stepType,
      RunConfig stepConfig,
      List<String> stepTags,
      Lifetime stepHome) {
    return below(stepName, stepType, stepConfig, stepTags, streaming, stepHome);
  }

  private Run below(
      String itsName,
      RunType itsType,
      RunConfig itsConfig,
      List<String> itsTags,
      boolean streams,
      @Nullable Lifetime itsHome) {
    Listeners notified = listeners.with(itsConfig.listeners());
    return new Run(this, itsName, itsType, itsConfig, itsTags, streams, notified, itsHome);
  }

  /** Returns the run above, or the detached one. */
  public Run parentRun() {
    return parent == null ? CurrentRun.DETACHED : parent;
  }

  public RunConfig config() {
    return config;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RunType type() {
    return type;
  }

  public RunClock clock() {
    return clock;
  }

  /** Returns those who listen to this run and to all below it. */
  public Listeners listeners() {
    return listeners;
  }

  /** Describes the run to its listeners. */
  public RunInfo info(boolean cumulative) {
    List<UUID> parentIds = new ArrayList<>();
    for (@Nullable Run above = parent; above != null; above = above.parent) {
      parentIds.add(above.id());
    }
    Collections.reverse(parentIds);
    return new RunInfo(
        id(), List.copyOf(parentIds), name(), type(), tags(), metadata(), streaming, cumulative);
  }

  /** Says through what its listeners are notified, once it has started. */
  void notifyThrough(RunEvents started) {
    events = started;
  }

  public boolean streaming() {
    return streaming;
  }

  /** Says what ends with this run, so that the children opened in it can join. */
  public void endsWith(Lifetime own) {
    lifetime = own;
  }

  /** Returns the lifetime with which the children of this run close; null where none does. */
  public @Nullable Lifetime childrenLifetime() {
    @Nullable Lifetime own = lifetime;
    return own == null ? childrenOfStep() : own;
  }

  private synchronized @Nullable Lifetime childrenOfStep() {
    if (children == null && home != null) {
      Lifetime opened = new Lifetime();
      children = opened;
      home.own(opened);
    }
    return children;
  }

  /** Cancels the children that a step has left open, at its end. */
  public void closeChildren() {
    @Nullable Lifetime opened;
    synchronized (this) {
      opened = children;
    }
    if (opened != null) {
      opened.close();
    }
  }

  /** Says that from now on it waits for a thread, which counts as its time. */
  public void handedOver() {
    handedOver = clock.nanoTime();
  }

  /** Says that its limits count from now on; returns the nanoseconds that it has waited before. */
  public long beginLimits() {
    isLimited = true;
    @Nullable Long since = handedOver;
    return since == null ? 0 : clock.nanoTime() - since;
  }

  public boolean isLimited() {
    return isLimited;
  }

  /** Says that a step has ended; other runs end with their lifetime. */
  public void stepEnded() {
    stepEnded = true;
  }

  private boolean isOver() {
    @Nullable Lifetime own = lifetime;
    return stepEnded || (own != null && !own.isOpen());
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
  public Set<String> tags() {
    Set<String> tags = new LinkedHashSet<>(ownTags);
    for (@Nullable Run run = this; run != null; run = run.parent) {
      tags.addAll(run.config.tags());
    }
    return Collections.unmodifiableSet(tags);
  }

  @Override
  public Map<String, Object> metadata() {
    if (parent == null) {
      return config.metadata();
    }
    List<Map<String, Object>> innermostFirst = new ArrayList<>();
    for (@Nullable Run run = this; run != null; run = run.parent) {
      innermostFirst.add(run.config.metadata());
    }
    Collections.reverse(innermostFirst);
    Map<String, Object> metadata = new LinkedHashMap<>();
    innermostFirst.forEach(metadata::putAll);
    return Collections.unmodifiableMap(metadata);
  }

  @Override
  public void emitEvent(String eventName, Object payload) {
    Objects.requireNonNull(eventName, "A custom event needs a name.");
    Objects.requireNonNull(payload, "A custom event needs a payload.");
    @Nullable RunEvents started = events;
    if (started != null) {
      started.custom(eventName, payload);
    }
  }

  @Override
  public boolean isListenedTo() {
    return !listeners.isEmpty();
  }

  @Override
  public void relayEvent(RunEvent event) {
    Objects.requireNonNull(event, "An event that is passed on is null.");
    @Nullable RunEvents started = events;
    if (started != null) {
      started.relay(event);
    }
  }

  @Override
  public boolean isCancelled() {
    for (@Nullable Run run = this; run != null; run = run.parent) {
      if (run.isOver()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Executor executor() {
    return executor;
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
    return this == CurrentRun.DETACHED ? null : this;
  }

  @Override
  public String toString() {
    return type().wireName() + " run '" + name() + "'";
  }
}
