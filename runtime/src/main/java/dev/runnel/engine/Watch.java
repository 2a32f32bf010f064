package dev.runnel.engine;

import dev.runnel.Additive;
import dev.runnel.Runnel;
import dev.runnel.Summer;
import dev.runnel.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells an observer what the steps of one chain's run do. There is one only where somebody
 * observes.
 *
 * <p>It keeps, for each step, the sum of its chunks, since that is its output and the input of
 * those that read it. Thread-safe: the pipelines of a run may work on several threads.
 */
final class Watch {
  private final Scope scope;
  private final RunObserver observer;
  private final StepWatch[] steps;
  private @Nullable StepWatch root;
  private @Nullable Object chainInput;
  private boolean over;

  Watch(Scope scope, RunObserver observer) {
    this.scope = scope;
    this.observer = observer;
    List<Plan.Step> plan = scope.plan().steps();
    steps = new StepWatch[scope.plan().oneStep() ? 0 : plan.size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = new StepWatch(plan.get(i).cumulative());
    }
  }

  /** Starts the chain's own run; only for a run that no other chain watches as its step. */
  synchronized void root(@Nullable Object input, Whole<?, ?> whole) {
    root = new StepWatch(false);
    root.whole = whole;
    root.run = scope.run();
    root.input = input;
    root.open = true;
    observer.started(scope.run(), input);
  }

  synchronized void chainInput(@Nullable Object input) {
    chainInput = input;
  }

  synchronized void rootChunk(Object chunk) {
    if (!over && root != null && root.open) {
      observer.chunk(root.run(), chunk);
      root.add(chunk);
    }
  }

  synchronized void endRoot() {
    over = true;
    if (root != null && root.open) {
      root.open = false;
      observer.ended(root.run(), root.input, root.sum());
    }
  }

  /** Starts a step's run with all that it reads. */
  synchronized void start(
      int step, @Nullable Object input, @Nullable Runnel<?, ?, ?> component, Resources owner) {
    if (over || steps.length == 0 || steps[step].started) {
      return;
    }
    StepWatch watched = steps[step];
    watched.started = true;
    watched.open = true;
    watched.owner = owner;
    watched.run = scope.stepRun(step, component);
    watched.input = input;
    if (component != null) {
      watched.whole = component.whole();
    }
    observer.started(watched.run(), input);
  }

  synchronized void chunk(int step, Object chunk) {
    if (over || steps.length == 0 || !steps[step].open) {
      return;
    }
    observer.chunk(steps[step].run(), chunk);
    steps[step].add(chunk);
  }

  synchronized void end(int step) {
    if (over || steps.length == 0 || !steps[step].open) {
      return;
    }
    StepWatch watched = steps[step];
    watched.open = false;
    watched.run().over();
    observer.ended(watched.run(), wholeInput(step, watched), watched.sum());
  }

  private @Nullable Object wholeInput(int step, StepWatch watched) {
    if (watched.input != null) {
      return watched.input;
    }
    List<Plan.Read> reads = scope.plan().step(step).reads();
    if (reads.size() == 1) {
      return output(reads.get(0).source());
    }
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    reads.forEach(read -> named.put(read.parameter(), output(read.source())));
    return named.isEmpty() ? null : new NamedInputs(named);
  }

  private @Nullable Object output(int source) {
    return source == Plan.INPUT ? chainInput : steps[source].sum();
  }

  synchronized void failStep(int step, Throwable failure) {
    if (over || step < 0 || steps.length == 0 || !steps[step].open) {
      return;
    }
    steps[step].open = false;
    observer.failed(steps[step].run(), failure);
    for (int earlier = step - 1; earlier >= 0; earlier--) {
      cancelStep(earlier);
    }
  }

  /** Fails what is still open: the steps behind the one that failed, then the chain. */
  synchronized void failRest(Throwable failure) {
    over = true;
    for (StepWatch step : steps) {
      if (step.open) {
        step.open = false;
        observer.failed(step.run(), failure);
      }
    }
    if (root != null && root.open) {
      root.open = false;
      observer.failed(root.run(), failure);
    }
  }

  synchronized void cancelRest() {
    for (int step = steps.length - 1; step >= 0; step--) {
      cancelStep(step);
    }
    over = true;
    if (root != null && root.open) {
      root.open = false;
      observer.cancelled(root.run());
    }
  }

  /** Cancels the steps that a pipeline has started: nobody reads it any more. */
  synchronized void cancelOf(Resources owner) {
    for (int step = steps.length - 1; step >= 0; step--) {
      if (steps[step].owner == owner) {
        cancelStep(step);
      }
    }
  }

  private void cancelStep(int step) {
    if (!over && steps[step].open) {
      steps[step].open = false;
      steps[step].run().over();
      observer.cancelled(steps[step].run());
    }
  }

  /** Is what is known of one step. */
  private static final class StepWatch {
    private final boolean cumulative;
    private boolean started;
    private boolean open;
    private @Nullable Run run;
    private @Nullable Object input;
    private @Nullable Whole<?, ?> whole;
    private @Nullable Summer<Object, ?> summer;
    private @Nullable Resources owner;

    StepWatch(boolean cumulative) {
      this.cumulative = cumulative;
    }

    Run run() {
      if (run == null) {
        throw new IllegalStateException("The step has not been started.");
      }
      return run;
    }

    void add(Object chunk) {
      if (summer == null) {
        summer = summerFor(chunk);
      }
      summer.add(chunk);
    }

    @Nullable Object sum() {
      if (summer != null) {
        return summer.sum();
      }
      return whole == null ? null : whole.ofNothing().orElse(null);
    }

    @SuppressWarnings("unchecked")
    private Summer<Object, ?> summerFor(Object chunk) {
      if (whole != null) {
        return (Summer<Object, ?>) whole.summer();
      }
      if (cumulative) {
        return Wholes.<Object>last().summer();
      }
      if (chunk instanceof Additive<?, ?> additive) {
        return (Summer<Object, ?>) additive.summer();
      }
      if (chunk instanceof String) {
        return (Summer<Object, ?>) (Summer<?, ?>) Wholes.text().summer();
      }
      return new OneOrList();
    }
  }

  /** Adds up chunks of which nothing is known: one chunk is itself, several are a list. */
  private static final class OneOrList implements Summer<Object, Object> {
    private final Summer<Object, List<Object>> all = Wholes.list().summer();

    @Override
    public void add(Object chunk) {
      all.add(chunk);
    }

    @Override
    public Object sum() {
      List<Object> chunks = all.sum();
      return chunks.size() == 1 ? chunks.get(0) : chunks;
    }
  }
}
