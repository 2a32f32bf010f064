package dev.runnel.engine;

import dev.runnel.BatchOptions;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StreamClosed;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs many inputs on a bounded number of threads and streams their outcomes as they come. */
final class BatchStream<I, C, O> extends SingleUse<Indexed<O>> {
  private final Runnel<I, C, O> runnel;
  private final List<? extends I> inputs;
  private final RunConfig config;
  private final int workers;
  private final Channel<Indexed<O>> outcomes;
  private final Resources resources = new Resources();
  private final AtomicInteger nextInput = new AtomicInteger();
  private final AtomicInteger working;
  private boolean started;

  BatchStream(Runnel<I, C, O> runnel, List<? extends I> inputs, BatchOptions options) {
    this.runnel = runnel;
    this.inputs = inputs;
    this.config = options.config();
    this.workers = Math.min(options.maxConcurrency(), inputs.size());
    this.working = new AtomicInteger(workers);
    this.outcomes = new Channel<>(Math.max(1, workers));
  }

  private void start() {
    started = true;
    resources.own(outcomes);
    if (workers == 0) {
      outcomes.complete();
    }
    Run like = Run.of(runnel, runnel.config().merge(config), false);
    for (int i = 0; i < workers; i++) {
      Task<Boolean> task = new Task<>(resources, this::work);
      resources.own(task);
      like.executor().execute(like.parentRun().wrap(task));
    }
  }

  private boolean work() {
    try {
      int index = nextInput.getAndIncrement();
      while (index < inputs.size() && resources.isOpen()) {
        outcomes.emit(new Indexed<>(index, outcomeOf(inputs.get(index))));
        index = nextInput.getAndIncrement();
      }
    } catch (StreamClosed nobodyReads) {
      return false;
    } finally {
      if (working.decrementAndGet() == 0) {
        outcomes.complete();
      }
    }
    return true;
  }

  private Outcome<O> outcomeOf(I input) {
    try {
      return new Outcome.Success<>(runnel.invoke(input, config));
    } catch (Throwable failure) {
      return new Outcome.Failure<>(failure);
    }
  }

  @Override
  public boolean hasNext() {
    if (!started) {
      start();
    }
    try {
      boolean more = outcomes.hasNext();
      if (!more) {
        resources.end(Resources.State.ENDED, null);
      }
      return more;
    } catch (StreamClosed closed) {
      close();
      throw closed;
    }
  }

  @Override
  public Indexed<O> next() {
    hasNext();
    return outcomes.next();
  }

  @Override
  public void close() {
    if (resources.end(Resources.State.CLOSED, null)) {
      started = true;
      outcomes.close();
      resources.closeAll(null);
    }
  }
}
