package dev.runnel.engine;

import dev.runnel.CustomRunnel;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.run.EventLock;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.run.RunEvents;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notifies the listeners of what the steps of one chain's run do. There is one only where somebody
 * listens.
 *
 * <p>It keeps, for each step, the sum of its chunks, since that is its output and the input of
 * those that read it. Thread-safe: the pipelines of a run may work on several threads. Children
 * that a step's body left open are closed before the lock is taken, since they have notifiers of
 * their own.
 */
final class ChainNotifier {
  private final Scope scope;
  private final Plan plan;
  private final EventLock lock = new EventLock();
  private final NotifiedRun[] steps;
  private final @Nullable Lifetime[] owners;
  private final @Nullable CustomRunnel<?, ?, ?>[] components;
  private final NotifiedGroup[] groups;

  /** How the chunks of the chain's own run add up; null where another chain tells of it. */
  private @Nullable Whole<?, ?> rootWhole;

  private @Nullable Object rootInput;
  private @Nullable NotifiedRun root;
  private @Nullable Object chainInput;
  private @Nullable SummedInput<?> summedInput;

  /** The step at which the first failure was, or {@link Lifetime#NO_STEP}. */
  private int failing = Lifetime.NO_STEP;

  private volatile boolean over;

  ChainNotifier(Scope scope) {
    this.scope = scope;
    this.plan = scope.plan();
    steps = new NotifiedRun[plan.oneStep() ? 0 : plan.steps().size()];
    owners = new Lifetime[steps.length];
    components = new CustomRunnel<?, ?, ?>[steps.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = new NotifiedRun();
    }
    groups =
        plan.groups().stream()
            .map(group -> new NotifiedGroup(this, scope, lock, group))
            .toArray(NotifiedGroup[]::new);
  }

  /** Says that the run is deep inside of others: then each event looks for room on the stack. */
  void beDeep() {
    lock.beDeep();
  }

  // ---- the chain's own run

  /** Says that no other chain notifies of this run as its step; called before it begins. */
  void ofRoot(@Nullable Object input, Whole<?, ?> whole) {
    rootInput = input;
    rootWhole = whole;
  }

  /** Starts the chain's own run. */
  void startRoot() {
    lock.lock();
    try {
      if (over) {
        return;
      }
      Run run = scope.run();
      NotifiedRun started = new NotifiedRun();
      root = started;
      boolean cumulative = plan.oneStep() && plan.step(0).cumulative();
      started.start(events(run, cumulative, rootWhole), rootInput(run), rootWhole, cumulative);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Object rootInput(Run run) {
    @Nullable Object input = rootInput;
    boolean keyed = plan.oneStep() && run.type() == RunType.PROMPT;
    return keyed && plan.step(0).reads().size() == 1 && !(input instanceof Map<?, ?>)
        ? plan.step(0).named(input)
        : input;
  }

  /** Says what the run reads, where that is a stream. */
  void reads(SummedInput<?> stream) {
    summedInput = stream;
  }

  void chainInput(@Nullable Object input) {
    chainInput = input;
  }

  void rootChunk(Object chunk) {
    @Nullable NotifiedRun one = root;
    if (one != null && one.isUntold()) {
      requireNotOver();
      return;
    }
    lock.lock();
    try {
      requireNotOver();
      if (root != null && root.isOpen()) {
        root.chunk(chunk);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * A chunk of which nobody may be told any more must not reach what reads it, which would tell.
   */
  private void requireNotOver() {
    if (over) {
      throw new StreamClosedException("The run has ended.");
    }
  }

  /** Throws away the sum of a step's chunks: they are given anew. */
  void forget(int step, boolean ofRoot) {
    lock.lock();
    try {
      if (steps.length > 0) {
        steps[step].forget();
      }
      if (ofRoot && root != null) {
        root.forget();
      }
    } finally {
      lock.unlock();
    }
  }

  void endRoot() {
    lock.lock();
    try {
      for (int step = steps.length - 1; step >= 0; step--) {
        cancelStep(step);
      }
      endGroups();
      over = true;
      if (root != null && root.isOpen()) {
        if (summedInput == null) {
          root.end(root.input(), root.input());
        } else {
          root.end(summedInput.sum(), summedInput.last());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void endGroups() {
    try {
      for (NotifiedGroup group : groups) {
        group.end();
      }
    } catch (Throwable fromListener) {
      endOthers(fromListener, new boolean[steps.length]);
      throw fromListener;
    }
  }

  private void endOthers(Throwable failure, boolean[] failed) {
    for (NotifiedGroup group : groups) {
      group.fail(failure, failed);
    }
    over = true;
    if (root != null) {
      root.fail(failure);
    }
  }

  // ---- steps

  /** Says which component a step is, before it starts. */
  void component(int step, CustomRunnel<?, ?, ?> component) {
    if (steps.length > 0) {
      components[step] = component;
    }
  }

  /** Starts a step's run with all that it reads; null where it reads chunks. */
  void start(
      int step, @Nullable Object input, @Nullable CustomRunnel<?, ?, ?> opened, Lifetime owner) {
    // No lock is needed to know of a start, which is asked for each chunk.
    if (steps.length == 0 || steps[step].hasStarted()) {
      return;
    }
    lock.lock();
    try {
      if (over || steps[step].hasStarted()) {
        return;
      }
      @Nullable CustomRunnel<?, ?, ?> component = opened == null ? components[step] : opened;
      owners[step] = owner;
      if (plan.group(step) >= 0) {
        groups[plan.group(step)].start(plan.group(step));
      }
      Run run = scope.stepRun(step, component);
      @Nullable Whole<?, ?> whole = component == null ? null : component.whole();
      boolean cumulative = plan.step(step).cumulative();
      @Nullable Object known = isKeyed(step, run, component) ? keyed(step, input) : input;
      steps[step].start(events(run, cumulative, whole), known, whole, cumulative);
    } finally {
      lock.unlock();
    }
  }

  private RunEvents events(Run run, boolean cumulative, @Nullable Whole<?, ?> whole) {
    return RunEvents.of(run, cumulative || (whole != null && whole.isLastChunk()), lock);
  }

  private boolean isKeyed(int step, Run run, @Nullable CustomRunnel<?, ?, ?> component) {
    return component == null
        && (run.type() == RunType.PROMPT || run.type() == RunType.TOOL)
        && plan.step(step).reads().size() == 1;
  }

  private @Nullable Object keyed(int step, @Nullable Object input) {
    return input == null ? null : plan.step(step).named(input);
  }

  void chunk(int step, Object chunk) {
    if (steps.length == 0) {
      return;
    }
    NotifiedRun notified = steps[step];
    boolean isInGroup = groups.length > 0 && plan.group(step) >= 0;
    if (!isInGroup && notified.isUntold()) {
      requireNotOver();
      requireOpen(notified);
      return;
    }
    lock.lock();
    try {
      requireNotOver();
      if (notified.hasStarted()) {
        requireOpen(notified);
        notified.chunk(chunk);
        if (isInGroup) {
          groups[plan.group(step)].chunk(step, chunk);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private static void requireOpen(NotifiedRun step) {
    if (!step.isOpen()) {
      throw new StreamClosedException("The step has ended."); // so it was cancelled meanwhile
    }
  }

  void end(int step) {
    scope.closeChildren(step);
    lock.lock();
    try {
      if (over || steps.length == 0 || !steps[step].isOpen()) {
        return;
      }
      scope.stepRun(step, null).stepEnded();
      steps[step].end(wholeInput(step), lastRead(step));
      if (plan.group(step) >= 0) {
        groups[plan.group(step)].memberEnded();
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Object wholeInput(int step) {
    if (steps[step].input() != null) {
      return steps[step].input();
    }
    List<Plan.Read> reads = plan.step(step).reads();
    if (reads.size() == 1) {
      @Nullable Object read = output(reads.get(0).source());
      boolean prompt = scope.stepRun(step, null).type() == RunType.PROMPT;
      return prompt && !(read instanceof Map<?, ?>) ? keyed(step, read) : read;
    }
    return reads.isEmpty()
        ? null
        : plan.step(step).named(reads.stream().map(read -> output(read.source())).toArray());
  }

  private @Nullable Object lastRead(int step) {
    List<Plan.Read> reads = plan.step(step).reads();
    if (steps[step].input() != null || reads.size() != 1 || reads.get(0).source() == Plan.INPUT) {
      return wholeInput(step);
    }
    return steps[reads.get(0).source()].last();
  }

  /** Returns what a step, or the chain's input, has given so far. */
  @Nullable Object output(int source) {
    return source == Plan.INPUT ? chainInput : steps[source].output();
  }

  /**
   * Returns the events of the run whose code a step calls, if anybody has scopes for it. What gives
   * the input, and what reads the chunks, is outside of the run.
   */
  @Nullable RunEvents scoped(int step) {
    if (step == Plan.INPUT) {
      return null;
    }
    if (steps.length > 0) {
      return steps[step].scoped();
    }
    @Nullable NotifiedRun one = root;
    return one == null ? null : one.scoped();
  }

  // ---- other ends

  /** Fails a step of a part; the rest of the run follows with {@link #fail}. */
  void failStep(int step, Throwable failure, Runnable done) {
    scope.closeChildren(step);
    lock.tellEnd(() -> failStep(step, failure), done, scope::lifetimeName);
  }

  private void failStep(int step, Throwable failure) {
    if (failing == Lifetime.NO_STEP) {
      failing = step;
    }
    if (!over && steps.length > 0 && steps[step].isOpen()) {
      steps[step].fail(failure);
    }
  }

  /** Fails the run: the failing step, those that read it, the chain; the others are cancelled. */
  void fail(int step, Throwable failure, Runnable done) {
    closeAllChildren();
    lock.tellEnd(() -> fail(step, failure), done, scope::lifetimeName);
  }

  private void fail(int step, Throwable failure) {
    if (step >= 0) {
      failStep(step, failure);
    }
    boolean[] readers =
        failing == Lifetime.NO_STEP ? new boolean[steps.length] : plan.readersOf(failing);
    for (int i = steps.length - 1; i >= 0; i--) {
      if (!readers[i]) {
        cancelStep(i);
      }
    }
    for (NotifiedRun reader : steps) {
      reader.fail(failure);
    }
    endOthers(failure, readers);
  }

  /** Cancels all that is open. */
  void cancelRest(Runnable done) {
    closeAllChildren();
    lock.tellCancel(this::cancelRest, done, scope::lifetimeName);
  }

  private void cancelRest() {
    for (int step = steps.length - 1; step >= 0; step--) {
      cancelStep(step);
    }
    for (NotifiedGroup group : groups) {
      group.cancel();
    }
    over = true;
    if (root != null) {
      root.cancel();
    }
  }

  /**
   * Cancels the steps that a pipeline has started, since nobody reads it any more. To be called
   * only where the run goes on: its end notifies of all its steps.
   */
  void cancelOf(Lifetime owner, Runnable done) {
    for (int step = steps.length - 1; step >= 0; step--) {
      if (owners[step] == owner) {
        scope.closeChildren(step);
      }
    }
    lock.tellCancel(() -> cancelOf(owner), done, scope::lifetimeName);
  }

  private void cancelOf(Lifetime owner) {
    for (int step = steps.length - 1; step >= 0; step--) {
      if (owners[step] == owner && cancelStep(step) && plan.group(step) >= 0) {
        groups[plan.group(step)].memberEnded();
      }
    }
  }

  private void closeAllChildren() {
    for (int step = 0; step < steps.length; step++) {
      scope.closeChildren(step);
    }
  }

  /** Cancels a step; false, without effect, if it is not open. */
  private boolean cancelStep(int step) {
    if (over || !steps[step].isOpen()) {
      return false;
    }
    scope.stepRun(step, null).stepEnded();
    steps[step].cancel();
    return true;
  }
}
