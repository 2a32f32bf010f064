package dev.runnel.engine;

import dev.runnel.CustomRunnel;
import dev.runnel.NullChunkException;
import dev.runnel.RunContext;
import dev.runnel.StepException;
import dev.runnel.StepTrail;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.Failures;
import dev.runnel.engine.whole.ChunkCollector;
import org.jspecify.annotations.Nullable;

/**
 * The open run of one chain: what its pipelines, on whatever thread, have in common. It holds no
 * pipeline, so that a stream that nobody holds any more can be found and cancelled. Thread-safe.
 */
final class Scope implements Lifetime.Holder {
  /** How many trails an exception gets that many runs throw. */
  private static final int MAX_TRAILS = 64;

  private final Plan plan;
  private final Run run;
  private final @Nullable ChainNotifier notifier;
  private final Lifetime lifetime = new Lifetime(this);

  /** The runs of the steps and groups; null until one is asked for. */
  private volatile @Nullable StepRuns stepRuns;

  /** What gives the last step's chunks, if a call or a component does. */
  private volatile @Nullable CallSource calling;

  /** Whether a call was made that has a whole of its own, which no component replaces. */
  private volatile boolean called;

  Scope(Plan plan, RunContext context) {
    this.plan = plan;
    this.run = (Run) context;
    this.notifier = run.listeners().isEmpty() ? null : new ChainNotifier(this);
    run.endsWith(lifetime);
  }

  /** Returns what chunks have added up to; where there were none, what the rule says of that. */
  <O> O wholeOf(ChunkCollector<?, O> collector, int giver, int reader) {
    return collector.isEmpty()
        ? collector.whenEmpty(nameOf(giver), nameOf(reader))
        : collector.sum();
  }

  private String nameOf(int step) {
    return step == Plan.INPUT ? "Chain '" + plan.name() + "'" : "Step '" + stepName(step) + "'";
  }

  Plan plan() {
    return plan;
  }

  Run run() {
    return run;
  }

  Lifetime lifetime() {
    return lifetime;
  }

  /** Keeps how the chunks of a call add up, if it is the chain's last step that made it. */
  void called(int step, Whole<?, ?> whole) {
    if (step == plan.steps().size() - 1) {
      called = true;
      calling = () -> whole;
    }
  }

  /**
   * Keeps whose call gives the chain's chunks, if it is the last step that relays them and none of
   * the chain's own steps has made a call.
   */
  void callsThrough(int step, CallSource chunks) {
    if (!called && step == plan.steps().size() - 1) {
      calling = chunks;
    }
  }

  /** Returns how the chunks add up, if a call gives them. */
  @Nullable Whole<?, ?> called() {
    @Nullable CallSource through = calling;
    return through == null ? null : through.called();
  }

  /** Returns what notifies those who listen to this run; null where nobody does. */
  @Nullable ChainNotifier notifier() {
    return notifier;
  }

  @Override
  public String sourceName(int step) {
    return step < 0
        ? lifetimeName()
        : "step '" + stepName(step) + "' of chain '" + plan.name() + "'";
  }

  String stepName(int step) {
    return plan.step(step).name();
  }

  /** Returns the run of a step, which is made when it is first asked for. */
  Run stepRun(int step, @Nullable CustomRunnel<?, ?, ?> component) {
    return plan.oneStep() ? run : stepRuns().step(step, component);
  }

  /** Returns the run of a parallel group, which is made when it is first asked for. */
  Run groupRun(int group) {
    return stepRuns().group(group);
  }

  private StepRuns stepRuns() {
    @Nullable StepRuns known = stepRuns;
    return known == null ? makeStepRuns() : known;
  }

  private synchronized StepRuns makeStepRuns() {
    @Nullable StepRuns known = stepRuns;
    if (known == null) {
      known = new StepRuns(this);
      stepRuns = known;
    }
    return known;
  }

  /** Cancels the runs that a step's body has opened and left open. */
  void closeChildren(int step) {
    @Nullable StepRuns known = stepRuns;
    if (step >= 0 && known != null) {
      known.closeChildren(step);
    }
  }

  /** Begins the run: from now on it ends with the one above, and those who listen know of it. */
  void begin() {
    @Nullable Lifetime above = run.parentRun().childrenLifetime();
    if (above != null && !lifetime.closeWith(above)) {
      throw closedAbove();
    }
    if (notifier != null) {
      try {
        notifier.startRoot();
      } catch (Throwable fromListener) {
        throw failedBy(fromListener);
      }
    }
  }

  /** Tells those who listen of a chunk that the run gives. */
  void tellOfChunk(Object chunk) {
    if (notifier != null) {
      try {
        notifier.rootChunk(chunk);
      } catch (Throwable fromListener) {
        throw failedBy(fromListener);
      }
    }
  }

  private RuntimeException failedBy(Throwable fromListener) {
    lifetime.fail(Lifetime.NO_STEP, fromListener);
    return Failures.sneakyThrow(fromListener);
  }

  /** Makes an exception of a step ready for the caller: unwrapped, unchecked, with its trail. */
  @Override
  public synchronized Throwable named(int step, Throwable thrown) {
    Throwable failure = Failures.unwrap(thrown);
    String name = stepName(step);
    if (failure instanceof Exception checked && !(failure instanceof RuntimeException)) {
      failure = new StepException(name, checked);
    }
    Throwable[] known = failure.getSuppressed();
    for (Throwable suppressed : known) {
      if (suppressed instanceof StepTrail trail && trail.runId().equals(run.id())) {
        return failure;
      }
    }
    // An exception that is thrown again and again would else grow without bound.
    if (known.length < MAX_TRAILS) {
      failure.addSuppressed(new StepTrail(plan.name(), name, run.id()));
    }
    return failure;
  }

  StreamClosedException closed() {
    return new StreamClosedException(
        "The stream of chain '"
            + plan.name()
            + "' was closed before its end. Start another run with stream(input).");
  }

  private StreamClosedException closedAbove() {
    return new StreamClosedException(
        "Chain '"
            + plan.name()
            + "' cannot run below the "
            + run.parentRun()
            + ", which has ended. Start it inside of that run, or with another parent.");
  }

  IllegalStateException busy() {
    return new IllegalStateException(
        "The stream of chain '"
            + plan.name()
            + "' is being read already. One thread reads a stream, and not from inside its own"
            + " steps or its own forEach.");
  }

  NullChunkException nullFrom(int step) {
    return new NullChunkException(
        "Step '"
            + stepName(step)
            + "' of chain '"
            + plan.name()
            + "' gave null. A step gives a value; to give nothing, return an empty Optional or"
            + " stream, or emit nothing.");
  }

  // ---- how it ends

  @Override
  public void onEnd() {
    if (notifier != null) {
      notifier.endRoot();
    }
  }

  @Override
  public void onFailure(int step, Throwable failure, Runnable done) {
    if (notifier == null) {
      done.run();
    } else {
      notifier.fail(step, failure, done);
    }
  }

  @Override
  public void onCancel(Runnable done) {
    if (notifier == null) {
      done.run();
    } else {
      notifier.cancelRest(done);
    }
  }

  @Override
  public String lifetimeName() {
    return "A stream of chain '" + plan.name() + "'";
  }
}
