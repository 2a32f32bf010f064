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
import dev.runnel.engine.call.Workers;
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
    work.workers.add();
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

  /** What the workers share. It does not hold the pipeline, so that a dropped one is found. */
  private static final class Work<I, O> implements Workers.Job {
    private final Scope scope;
    private final ChunkStream<I> inputs;
    private final Runnel<I, ?, O> runnel;
    private final BatchOptions options;
    private final boolean failsFast;
    private final Channel<Indexed<O>> outcomes;
    private final ReentrantLock lock = new ReentrantLock();
    private int taken;
    private boolean exhausted;
    private final Workers workers;

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
      this.workers = new Workers(scope, scope.run(), options.maxConcurrency(), this);
    }

    @Override
    public boolean next() throws InterruptedException {
      @Nullable Taken<I> taken = take();
      if (taken == null) {
        return false;
      }
      workers.add();
      outcomes.emit(new Indexed<>(taken.index, outcomeOf(taken)));
      return true;
    }

    @Override
    public void failed(Throwable failure) {
      boolean nobodyReads = failure instanceof StreamClosedException && !scope.isOpen();
      if (!nobodyReads) {
        scope.fail(EACH, scope.named(EACH, failure));
      }
    }

    @Override
    public void completed() {
      outcomes.complete();
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
