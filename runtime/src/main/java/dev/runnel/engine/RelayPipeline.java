package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.engine.stream.Failures;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is the base of pipelines whose chunks come from another stream: that of a component, of a chain,
 * or the one that the chain reads.
 *
 * <p>A reader that pulls pulls that stream in turn. Where the chunks are pushed, the stream pushes
 * them through: a chain in a chain costs a call for each chunk, and one that emits needs no thread.
 *
 * <p>What fails behind is not the stream's failure, whatever the stream makes of it.
 *
 * @param <T> the chunks that it reads
 * @param <C> the chunks that it gives
 */
public abstract class RelayPipeline<T, C> extends ChainPipeline<C> implements Consumer<T> {
  private Iterator<? extends T> source = Collections.emptyIterator();
  private int from = CALLER;
  private boolean ofStep;
  private @Nullable Throwable failedBehind;

  /**
   * Makes the pipeline that gives the chunks of a chain's run.
   *
   * @param plan the chain's steps
   * @param run the chain's run
   * @param input the chain's input; null if it reads a stream
   */
  protected RelayPipeline(Plan plan, RunContext run, @Nullable Object input) {
    super(plan, run, input);
  }

  /**
   * Makes a part of a run, which another pipeline of that run reads.
   *
   * @param reader the pipeline that reads it, and closes it when it is closed
   */
  protected RelayPipeline(ChainPipeline<?> reader) {
    super(reader);
  }

  /**
   * Says which step gives the chunks. To be called in {@link #start}.
   *
   * @param step the step, which has been started
   * @param chunks its chunks
   */
  protected final void relay(int step, Iterator<? extends T> chunks) {
    from = step;
    source = chunks;
    ofStep = true;
  }

  /**
   * Says what the first step reads, where that is not the stream of a step which starts here.
   *
   * @param reader the first step
   * @param chunks what it reads
   */
  protected final void read(int reader, Iterator<? extends T> chunks) {
    from = reader;
    source = chunks;
  }

  /** Lets the step whose chunks are relayed start anew, as {@link #restartable} says. */
  protected final void restartable() {
    restartable(from, source);
  }

  /**
   * Runs the steps for one chunk.
   *
   * @param chunk the chunk, not null
   * @throws Exception what a step throws
   */
  protected abstract void onNext(T chunk) throws Exception;

  /**
   * Completes the steps after the last chunk.
   *
   * @throws Exception what a step throws
   */
  protected void onEnd() throws Exception {}

  @Override
  protected final boolean advance() throws Exception {
    at = from;
    if (!source.hasNext()) {
      complete();
      return false;
    }
    pass(source.next());
    return true;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // an exception is the same only if it is the same object
  protected final void run() throws Exception {
    if (!(source instanceof ChunkStream)) {
      super.run();
      return;
    }
    at = from;
    try {
      source.forEachRemaining(this);
    } catch (Throwable failure) {
      if (failure != failedBehind) {
        at = from;
      }
      throw failure;
    }
    if (failedBehind != null) {
      throw Failures.sneakyThrow(failedBehind);
    }
    if (isOpen()) {
      complete();
    }
  }

  /**
   * Takes a chunk that the source pushes; for the source only.
   *
   * @param chunk the chunk
   */
  @Override
  public final void accept(T chunk) {
    if (failedBehind != null) {
      throw scope.closed();
    }
    try {
      pass(chunk);
    } catch (Throwable failure) {
      failedBehind = failure;
      throw Failures.sneakyThrow(failure);
    }
    comeTo(from);
  }

  private void pass(T chunk) throws Exception {
    onNext(ofStep ? chunk(from, chunk) : chunk);
  }

  private void complete() throws Exception {
    if (ofStep) {
      end(from);
    }
    onEnd();
  }
}
