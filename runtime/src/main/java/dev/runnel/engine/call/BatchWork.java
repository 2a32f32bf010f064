package dev.runnel.engine.call;

import dev.runnel.BatchOptions;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Runs;
import dev.runnel.engine.Task;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs many inputs on a bounded number of threads, and puts their outcomes into a bounded channel
 * as they come: a worker takes its next input when the reader has room.
 *
 * <p>Closing closes the runs that are open and starts no more.
 */
public final class BatchWork<I, C, O> implements Lifetime.Holder, AutoCloseable {
  private final Runnel<I, C, O> runnel;
  private final List<I> inputs;
  private final RunConfig config;
  private final IntFunction<? extends RunConfig> configs;
  private final Run like;
  private final int workers;
  private final Channel<Indexed<O>> outcomes;
  private final Lifetime lifetime = new Lifetime(this);
  private final AtomicInteger nextInput = new AtomicInteger();
  private final AtomicInteger working;

  public BatchWork(Runnel<I, C, O> runnel, List<? extends I> inputs, BatchOptions options) {
    if (options.config().id().isPresent()) {
      throw new IllegalArgumentException(
          "The configuration of a batch has the id "
              + options.config().id().get()
              + ", but an id is good for one run. Leave it out.");
    }
    this.runnel = runnel;
    this.inputs = new ArrayList<>(inputs);
    this.config = options.config();
    this.configs = options.configs();
    this.like = Run.of(runnel, runnel.config().merge(config), false);
    this.workers = Math.min(options.maxConcurrency(), inputs.size());
    this.working = new AtomicInteger(workers);
    this.outcomes = new Channel<>(Math.max(1, workers));
    lifetime.own(outcomes);
  }

  /** Returns how long the batch is open. */
  Lifetime lifetime() {
    return lifetime;
  }

  public void start() {
    @Nullable Lifetime above = like.parentRun().childrenLifetime();
    if (above != null) {
      lifetime.closeWith(above);
    }
    if (workers == 0) {
      outcomes.complete();
    }
    try {
      for (int i = 0; i < workers; i++) {
        Task.start(lifetime, like.executor(), like.parentRun(), this::work);
      }
    } catch (Throwable refused) {
      close();
      throw refused;
    }
  }

  private boolean work() {
    try {
      int index = nextInput.getAndIncrement();
      while (index < inputs.size() && lifetime.isOpen()) {
        outcomes.emit(new Indexed<>(index, outcomeOf(index)));
        index = nextInput.getAndIncrement();
      }
    } catch (StreamClosedException nobodyReads) {
      return false;
    } finally {
      // Workers whose runs were closed come to no end: closing the batch closes the channel.
      if (working.decrementAndGet() == 0 && lifetime.isOpen()) {
        outcomes.complete();
      }
    }
    return true;
  }

  private Outcome<O> outcomeOf(int index) {
    try {
      RunConfig own = config.merge(configs.apply(index));
      Pipeline<C> pipeline = Runs.root(runnel, inputs.get(index), own, false, null);
      lifetime.own(pipeline);
      try {
        return new Outcome.Success<>(Runs.collect(pipeline, runnel));
      } finally {
        lifetime.disown(pipeline);
      }
    } catch (Throwable failure) {
      if (!lifetime.isOpen()) {
        throw new StreamClosedException("Nobody reads the outcomes of this batch any more.");
      }
      return new Outcome.Failure<>(failure);
    }
  }

  public boolean hasNext() {
    try {
      boolean more = outcomes.hasNext();
      if (!more) {
        lifetime.end(Lifetime.NO_STEP);
      }
      return more;
    } catch (StreamClosedException closed) {
      close();
      throw closed;
    }
  }

  public Indexed<O> next() {
    hasNext();
    return outcomes.next();
  }

  @Override
  public void close() {
    lifetime.close();
  }

  @Override
  public String lifetimeName() {
    return "The stream of a batch of '" + like.name() + "'";
  }
}
