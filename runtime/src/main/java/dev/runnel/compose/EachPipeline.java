package dev.runnel.compose;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.CompositionPipeline;
import dev.runnel.engine.OpenRun;
import dev.runnel.engine.Pipelines;
import dev.runnel.engine.Plan;
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
final class EachPipeline<I, O> extends CompositionPipeline<Indexed<O>> {
  private static final int EACH = 0;

  private final Work<I, O> work;

  EachPipeline(
      String name,
      RunContext run,
      ChunkStream<I> inputs,
      Runnel<I, ?, O> runnel,
      BatchOptions options,
      boolean failsFast) {
    super(Plan.of(name, Plan.step(name)), run, inputs);
    own(inputs);
    work = new Work<>(openRun(), inputs, runnel, options, failsFast);
  }

  @Override
  protected void start() {
    comeTo(EACH);
    own(work.outcomes);
    work.workers.addForReader();
  }

  @Override
  protected boolean advance() {
    comeTo(EACH);
    if (!work.outcomes.hasNext()) {
      return false;
    }
    Indexed<O> outcome = work.outcomes.next();
    reader().accept(outcome);
    return true;
  }

  /** What the workers share. It does not hold the pipeline, so that a dropped one is found. */
  private static final class Work<I, O> implements Workers.Job {
    private final OpenRun run;
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
        OpenRun run,
        ChunkStream<I> inputs,
        Runnel<I, ?, O> runnel,
        BatchOptions options,
        boolean failsFast) {
      this.run = run;
      this.inputs = inputs;
      this.runnel = runnel;
      this.options = options;
      this.failsFast = failsFast;
      this.outcomes = new Channel<>(options.maxConcurrency());
      this.workers = new Workers(run, options.maxConcurrency(), this);
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
      boolean nobodyReads = failure instanceof StreamClosedException && !run.isOpen();
      if (!nobodyReads) {
        run.failIn(EACH, failure);
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
        if (exhausted || !run.isOpen()) {
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
                runnel.implementation(),
                input.value,
                run.context(),
                options.configOf(input.index)));
      } catch (Throwable failure) {
        if (failsFast || !run.isOpen()) {
          throw failure;
        }
        return new Outcome.Failure<>(failure);
      }
    }

    private record Taken<I>(int index, I value) {}
  }
}
