package dev.runnel.engine.call;

import dev.runnel.BatchOptions;
import dev.runnel.CustomRunnel;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.RunConfig;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Pipelines;
import dev.runnel.engine.Task;
import dev.runnel.engine.TaskOwner;
import dev.runnel.engine.run.Elsewhere;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.Channel;
import dev.runnel.engine.stream.ClosesPromptly;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs many inputs on a bounded number of threads, and puts their outcomes into a bounded channel
 * as they come: a worker takes its next input when the reader has room. Where the inputs fail, the
 * runs that are open come to their ends first.
 *
 * <p>Closing closes the runs that are open and starts no more.
 */
final class BatchWork<I, C, O> implements Lifetime.Holder, TaskOwner {
  private final CustomRunnel<I, C, O> runnel;
  private final Iterator<? extends I> inputs;
  private final RunConfig config;
  private final IntFunction<? extends RunConfig> configs;
  private final Run like;
  private final int workers;
  private final Channel<Indexed<O>> outcomes;
  private final Lifetime lifetime = new Lifetime(this);

  /** Guards the inputs and what follows; one who waits for an input can be interrupted. */
  private final ReentrantLock taking = new ReentrantLock();

  private int taken;
  private @Nullable Throwable inputsFailure;

  BatchWork(
      CustomRunnel<I, C, O> runnel,
      Iterator<? extends I> inputs,
      int workers,
      BatchOptions options) {
    RunConfig common = runnel.config().merge(options.config());
    if (common.id().isPresent()) {
      throw new IllegalArgumentException(
          "The configuration of a batch has the id "
              + common.id().get()
              + ", but an id is good for one run. Leave it out.");
    }
    this.runnel = runnel;
    this.inputs = inputs;
    this.config = options.config();
    this.configs = options.configs();
    this.like = Run.of(runnel, common, false);
    this.workers = workers;
    this.outcomes = new Channel<>(Math.max(1, workers));
    ClosesPromptly closing = outcomes::close;
    lifetime.own(closing);
  }

  /** Returns how long the batch is open. */
  Lifetime lifetime() {
    return lifetime;
  }

  @Override
  public boolean isOpen() {
    return lifetime.isOpen();
  }

  @Override
  public <T> Task<T> start(Callable<T> work) {
    return Task.start(lifetime, like.executor(), like.parentRun(), work);
  }

  @Override
  public <T> Task<T> startForReader(Callable<T> work) {
    Executor elsewhere =
        new Elsewhere(
            like.executor(),
            () -> "A batch of '" + like.name() + "' runs while its outcomes are read",
            "call invoke for each input");
    return Task.start(lifetime, elsewhere, like.parentRun(), work);
  }

  void start() {
    @Nullable Lifetime above = like.parentRun().childrenLifetime();
    if (above != null) {
      lifetime.closeWith(above);
    }
    if (workers == 0) {
      outcomes.complete();
    }
    try {
      Workers threads = new Workers(this, workers, new Job());
      for (int i = 0; i < workers; i++) {
        threads.addForReader();
      }
    } catch (Throwable refused) {
      close();
      throw refused;
    }
  }

  /** Takes the next input; null at the end of the inputs, or where they have failed. */
  private @Nullable Taken<I> take() throws InterruptedException {
    taking.lockInterruptibly();
    try {
      return inputsFailure == null && inputs.hasNext() ? new Taken<>(taken++, inputs.next()) : null;
    } catch (Throwable failure) {
      inputsFailure = failure;
      return null;
    } finally {
      taking.unlock();
    }
  }

  private Outcome<O> outcomeOf(int index, I input) {
    try {
      RunConfig own = config.merge(configs.apply(index));
      Pipeline<C> pipeline = Pipelines.root(runnel, input, own, false, null);
      lifetime.own(pipeline);
      try {
        return new Outcome.Success<>(Pipelines.collect(pipeline, runnel));
      } finally {
        lifetime.disown(pipeline);
      }
    } catch (Throwable failure) {
      if (!isOpen()) {
        throw new StreamClosedException("Nobody reads the outcomes of this batch any more.");
      }
      return new Outcome.Failure<>(failure);
    }
  }

  boolean hasNext() {
    try {
      boolean more = outcomes.hasNext();
      if (!more) {
        lifetime.end(Lifetime.NO_STEP);
      }
      return more;
    } catch (StreamClosedException closed) {
      close();
      throw closed;
    } catch (Throwable failure) {
      lifetime.fail(Lifetime.NO_STEP, failure);
      throw failure;
    }
  }

  boolean drainTo(Consumer<? super Indexed<O>> sink) {
    return hasNext() && outcomes.drainTo(sink);
  }

  Indexed<O> next() {
    hasNext();
    return outcomes.next();
  }

  /** Cancels the batch with what is above. */
  void close() {
    lifetime.close();
  }

  @Override
  public String lifetimeName() {
    return "The stream of a batch of '" + like.name() + "'";
  }

  /** Runs one input after the other. */
  private final class Job implements Workers.Job {
    @Override
    public boolean next() throws InterruptedException {
      @Nullable Taken<I> next = take();
      if (next == null) {
        return false;
      }
      outcomes.emit(new Indexed<>(next.index(), outcomeOf(next.index(), next.input())));
      return true;
    }

    /** Nobody reads any more: nothing else fails a worker. */
    @Override
    public void failed(Throwable closed) {}

    @Override
    public void completed() {
      if (isOpen()) { // workers whose runs were closed come to no end: closing closes the channel
        end();
      }
    }

    private void end() {
      taking.lock();
      try {
        if (inputsFailure == null) {
          outcomes.complete();
        } else {
          outcomes.fail(inputsFailure);
        }
      } finally {
        taking.unlock();
      }
    }
  }

  /** An input, and its place. */
  private record Taken<I>(int index, I input) {}
}
