package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.engine.stream.Failures;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The base of pipelines whose chunks come from another stream: that of a component, of a chain, or
 * the one that the chain reads.
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
  private static final int[] NO_READERS = {};

  private Iterator<? extends T> source = Collections.emptyIterator();

  private int from = READER;
  private boolean ofStep;
  private int[] readers = NO_READERS;
  private @Nullable Throwable failedBehind;

  /** Opens a run of a chain; the input is null if the chain reads a stream. */
  protected RelayPipeline(Plan plan, RunContext run, @Nullable Object input) {
    super(plan, run, input);
  }

  /** Makes a part of a run, for the pipeline of that run which reads it and closes it. */
  protected RelayPipeline(ChainPipeline<?> reader) {
    super(reader);
  }

  /** Makes such a part, which takes over the source that its reader has opened. */
  protected RelayPipeline(ChainPipeline<?> reader, AutoCloseable source) {
    super(reader);
    if (reader.lifetime.disown(source)) { // else the reader's end has closed it
      lifetime.own(source);
    }
  }

  /** Says in {@link #start} which step, which was started there, gives the chunks. */
  protected final void relay(int step, Iterator<? extends T> chunks) {
    relay(step, chunks, NO_READERS);
  }

  /**
   * Says so, and which steps read the chunks one by one, so that there is nothing to do at the end
   * of the source but to end them: after the step that gives the chunks, in this order.
   *
   * <p>Where one of the steps has more to do, none is named here, and {@link #onEnd} ends them all:
   * what that one gives at its end goes to those behind it.
   */
  protected final void relay(int step, Iterator<? extends T> chunks, int... readers) {
    from = step;
    source = chunks;
    ofStep = true;
    this.readers = readers;
  }

  /**
   * Says in {@link #start} what stream gives the chunks, where no step that starts there does.
   *
   * @param step the step that fails where the stream does: the first that reads it, or, where none
   *     does, the one whose chunks it has
   * @param chunks the stream, which is closed with this pipeline
   * @param readers the steps that are only to be ended, as in {@link #relay}
   */
  protected final void read(int step, ChunkStream<? extends T> chunks, int... readers) {
    lifetime.own(chunks);
    from = step;
    source = chunks;
    this.readers = readers;
  }

  /**
   * Lets the step whose chunks are relayed start anew after it has failed, although it has given
   * chunks, if this pipeline's own reader only adds them up: nothing that keeps state stands
   * between the two.
   */
  protected final void mayStartAnew() {
    mayStartAnew(from, source);
  }

  /**
   * Runs the steps for one chunk. What has failed behind a step that emits is thrown afterwards.
   *
   * @param chunk the chunk, not null
   * @throws Exception what a step throws
   */
  protected abstract void onNext(T chunk) throws Exception;

  /**
   * Completes the steps after the last chunk, where more is to be done than to end them.
   *
   * @throws Exception what a step throws
   */
  protected void onEnd() throws Exception {}

  @Override
  protected final boolean advance() throws Exception {
    currentStep = from;
    moveScope(from, source);
    if (!source.hasNext()) {
      endAll();
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
    currentStep = from;
    moveScope(from, source);
    try {
      source.forEachRemaining(this);
    } catch (Throwable failure) {
      if (failure != failedBehind) {
        currentStep = from;
      }
      throw failure;
    }
    if (failedBehind != null) {
      throw Failures.sneakyThrow(failedBehind);
    }
    if (isOpen()) {
      endAll();
    }
  }

  /** Takes a chunk that the source pushes; for the source only. */
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
    currentStep = from;
    if (!isOpen()) {
      throw scope.closed();
    }
    moveScope(from, source);
  }

  private void pass(T chunk) throws Exception {
    onNext(ofStep ? chunk(from, chunk) : chunk);
    rethrowDownstream();
  }

  private void endAll() throws Exception {
    if (ofStep) {
      end(from);
    }
    end(readers);
    onEnd();
  }
}
