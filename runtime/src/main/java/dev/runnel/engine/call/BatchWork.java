package dev.runnel.engine.call;

import dev.runnel.BatchOptions;
import dev.runnel.CustomRunnel;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.RunConfig;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Pipelines;
import dev.runnel.engine.run.DroppedStreams;
import dev.runnel.engine.run.Resources;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.run.Telling;
import dev.runnel.engine.stream.Channel;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs many inputs on a bounded number of threads, and puts their outcomes into a bounded channel
 * as they come: a worker takes its next input when the reader has room.
 *
 * <p>Closing closes the runs that are open and starts no more.
 */
public final class BatchWork<I, C, O> extends Resources implements DroppedStreams.Work {
  private final CustomRunnel<I, C, O> runnel;
  private final List<I> inputs;
  private final RunConfig config;
  private final IntFunction<? extends RunConfig> configs;
  private final Run like;
  private final int workers;
  private final Channel<Indexed<O>> outcomes;
  private final Telling telling = new Telling();
  private final AtomicInteger nextInput = new AtomicInteger();
  private volatile Cleaner.@Nullable Cleanable cleanable;

  public BatchWork(CustomRunnel<I, C, O> runnel, List<? extends I> inputs, BatchOptions options) {
    RunConfig common = runnel.config().merge(options.config());
    if (common.id().isPresent()) {
      throw new IllegalArgumentException(
          "The configuration of a batch has the id "
              + common.id().get()
              + ", but an id is good for one run. Leave it out.");
    }
    this.runnel = runnel;
    this.inputs = new ArrayList<>(inputs);
    this.config = options.config();
    this.configs = options.configs();
    this.like = Run.of(runnel, common, false);
    this.workers = Math.min(options.maxConcurrency(), inputs.size());
    this.outcomes = new Channel<>(Math.max(1, workers));
    own(outcomes);
  }

  /** Keeps what watches for a reader that drops the stream. */
  public void tracked(Cleaner.Cleanable watching) {
    cleanable = watching;
  }

  public void start() {
    @Nullable Resources above = like.parentRun().childrenCloseWith();
    if (above != null) {
      above.own(this);
    }
    if (!isOpen()) { // it was closed before it was kept by who would let go of it
      letGo();
    }
    if (workers == 0) {
      outcomes.complete();
    }
    try {
      Workers threads = new Workers(this, like, workers, new Job());
      for (int i = 0; i < workers; i++) {
        threads.add();
      }
    } catch (Throwable refused) {
      close();
      throw refused;
    }
  }

  private Outcome<O> outcomeOf(int index) {
    try {
      RunConfig own = config.merge(configs.apply(index));
      Pipeline<C> pipeline = Pipelines.root(runnel, inputs.get(index), own, false, null);
      own(pipeline);
      try {
        return new Outcome.Success<>(Pipelines.collect(pipeline, runnel));
      } finally {
        disown(pipeline);
      }
    } catch (Throwable failure) {
      if (!isOpen()) {
        throw new StreamClosedException("Nobody reads the outcomes of this batch any more.");
      }
      return new Outcome.Failure<>(failure);
    }
  }

  public boolean hasNext() {
    try {
      boolean more = outcomes.hasNext();
      if (!more) {
        end(NO_STEP);
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
  public Telling telling() {
    return telling;
  }

  @Override
  public void letGo() {
    @Nullable Resources above = like.parentRun().childrenCloseWith();
    if (above != null) {
      above.disown(this);
    }
    Cleaner.@Nullable Cleanable watching = cleanable;
    if (watching != null) {
      watching.clean();
    }
  }

  @Override
  public Executor executor() {
    return like.executor();
  }

  @Override
  public String streamName() {
    return "The stream of a batch of '" + like.name() + "'";
  }

  /** Runs one input after the other. */
  private final class Job implements Workers.Job {
    @Override
    public boolean next() {
      int index = nextInput.getAndIncrement();
      if (index >= inputs.size()) {
        return false;
      }
      outcomes.emit(new Indexed<>(index, outcomeOf(index)));
      return true;
    }

    /** Nobody reads any more: nothing else fails a worker. */
    @Override
    public void failed(Throwable closed) {}

    @Override
    public void completed() {
      if (isOpen()) { // workers whose runs were closed come to no end: closing closes the channel
        outcomes.complete();
      }
    }
  }
}
