package dev.runnel.compose;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.Pipelines;
import dev.runnel.engine.Plan;
import dev.runnel.engine.Scope;
import dev.runnel.engine.Task;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.Channel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs a runnel over each input of a stream on a bounded number of threads. A thread takes its next
 * input when it has handed on the outcome of the one before, so neither inputs nor outcomes pile
 * up.
 *
 * @param <I> one input
 * @param <O> what the runnel gives for it
 */
public final class EachPipeline<I, O> extends ChainPipeline<Indexed<O>> {
  private static final int EACH = 0;

  private final Work<I, O> work;

  /**
   * Makes the pipeline of one run.
   *
   * @param name what it is called in errors
   * @param run the run
   * @param inputs the inputs; closed with the pipeline
   * @param runnel what runs over each
   * @param options how many at the same time, and the runs' configuration
   * @param failsFast whether the first failure ends the run
   */
  public EachPipeline(
      String name,
      RunContext run,
      ChunkStream<I> inputs,
      Runnel<I, ?, O> runnel,
      BatchOptions options,
      boolean failsFast) {
    super(Plan.of(name, Plan.step(name)), run, inputs);
    resources.own(inputs);
    work = new Work<>(scope, inputs, runnel, options, failsFast);
  }

  @Override
  protected void start() {
    at = EACH;
    resources.own(work.outcomes);
    work.addWorker();
  }

  @Override
  protected boolean advance() {
    at = EACH;
    if (!work.outcomes.hasNext()) {
      return false;
    }
    Indexed<O> outcome = work.outcomes.next();
    at = CALLER;
    out.accept(outcome);
    return true;
  }

  /** Is what the workers share. It does not hold the pipeline, so that a dropped one is found. */
  private static final class Work<I, O> {
    private final Scope scope;
    private final ChunkStream<I> inputs;
    private final Runnel<I, ?, O> runnel;
    private final BatchOptions options;
    private final boolean failsFast;
    private final Channel<Indexed<O>> outcomes;
    private final ReentrantLock lock = new ReentrantLock();
    private int taken;
    private int workers;
    private boolean exhausted;

    Work(
        Scope scope,
        ChunkStream<I> inputs,
        Runnel<I, ?, O> runnel,
        BatchOptions options,
        boolean failsFast) {
      this.scope = scope;
      this.inputs = inputs;
      this.runnel = runnel;
      this.options = options;
      this.failsFast = failsFast;
      this.outcomes = new Channel<>(options.maxConcurrency());
    }

    void addWorker() {
      lock.lock();
      try {
        if (exhausted || workers == options.maxConcurrency() || !scope.isOpen()) {
          return;
        }
        workers++;
      } finally {
        lock.unlock();
      }
      Run run = scope.run();
      Task.start(scope, run.executor(), run.parentRun(), this::work);
    }

    private boolean work() {
      try {
        for (@Nullable Taken<I> next = take(); next != null; next = take()) {
          addWorker();
          outcomes.emit(new Indexed<>(next.index, outcomeOf(next)));
        }
      } catch (StreamClosedException nobodyReads) {
        if (scope.isOpen()) {
          scope.fail(EACH, scope.named(EACH, nobodyReads));
        }
        return false;
      } catch (Throwable failure) {
        scope.fail(EACH, scope.named(EACH, failure));
        return false;
      }
      lock.lock();
      try {
        workers--;
        if (workers == 0) {
          outcomes.complete();
        }
      } finally {
        lock.unlock();
      }
      return true;
    }

    /** Takes the next input; one thread reads at a time, and the others wait for it. */
    private @Nullable Taken<I> take() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        if (exhausted || !scope.isOpen()) {
          return null;
        }
        if (!inputs.hasNext()) {
          exhausted = true;
          return null;
        }
        return new Taken<>(taken++, inputs.next());
      } finally {
        lock.unlock();
      }
    }

    private Outcome<O> outcomeOf(Taken<I> input) {
      try {
        return new Outcome.Success<>(
            Pipelines.childWhole(
                runnel.implementation(), input.value, scope.run(), options.configOf(input.index)));
      } catch (Throwable failure) {
        if (failsFast || !scope.isOpen()) {
          throw failure;
        }
        return new Outcome.Failure<>(failure);
      }
    }

    private record Taken<I>(int index, I value) {}
  }
}
