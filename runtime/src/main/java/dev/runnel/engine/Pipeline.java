package dev.runnel.engine;

import dev.runnel.RunContext;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import dev.runnel.engine.run.Resources;
import dev.runnel.engine.stream.ChunkBuffer;
import dev.runnel.engine.stream.Failures;
import dev.runnel.engine.whole.CallWhole;
import dev.runnel.engine.whole.Collector;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is the chunks of one run of a chain, or of a part of it, as a stream that can be pulled, pushed
 * or collected, and that ends once.
 *
 * <p>A subclass says in {@link #start} what happens before the first chunk, and in {@link #advance}
 * how one chunk is pulled from the source and pushed through the steps into {@link #out}.
 *
 * <p>{@link #at} tells which step is running. It is what exceptions, events and {@link
 * RunContext#current} are told from, and costs one int a step.
 *
 * @param <C> the chunks
 */
public abstract class Pipeline<C> extends RunPart<C> implements Restartable {
  /** Takes the chunks that leave the last step. Set {@link #at} to {@link #CALLER} before. */
  protected Consumer<? super C> out;

  /** Holds what a pull has made; there is none in a run that is only pushed. */
  private @Nullable ChunkBuffer<C> buffer;

  private @Nullable RootRun<C> root;
  private volatile @Nullable Worker<C> worker;
  private volatile boolean left;
  private @Nullable Runnable forget;
  private boolean started;
  private boolean drained;

  public Pipeline(Scope scope, Resources resources) {
    super(scope, resources);
    this.out = Pipeline::notStarted;
  }

  private static void notStarted(Object chunk) {
    throw new IllegalStateException("A chunk came before the run had started.");
  }

  /**
   * Runs what comes before the first chunk: whole-value steps, and the opening of the source. A
   * step that gives all its chunks in one call pushes them here.
   *
   * @throws Exception what a step throws
   */
  protected abstract void start() throws Exception;

  /**
   * Pulls one chunk from the source and pushes it through the steps. At the end of the source, it
   * completes the steps.
   *
   * @return whether there may be more
   * @throws Exception what a step throws
   */
  protected boolean advance() throws Exception {
    return false;
  }

  /**
   * Advances to the end; generated, so that each chain's loop is compiled for itself.
   *
   * @throws Exception what a step throws
   */
  protected void run() throws Exception {
    while (isOpen() && advance()) {}
  }

  /**
   * Tells whether a step pushes its chunks from one long call, so that a reader who pulls needs
   * that call on another thread.
   *
   * @return whether it does
   */
  protected boolean pushes() {
    return false;
  }

  /** Makes this the run's own stream, which starts and ends the run. */
  public final void asRoot(RootRun<C> run) {
    root = run;
  }

  @Override
  public final void collecting(Runnable forgetting) {
    forget = forgetting;
  }

  /**
   * Lets the source of the last step start anew after it has failed, although it has given chunks,
   * if this pipeline's own reader only adds them up. To be called before the source is read, where
   * nothing that keeps state stands between it and {@link #out}.
   *
   * @param step the step that gives the chunks
   * @param chunks its chunks
   */
  protected final void restartable(int step, Object chunks) {
    if (chunks instanceof Restartable source) {
      scope.callsThrough(source);
    }
    if (forget != null) {
      restartable(step, chunks, forget, root != null);
    }
  }

  public final void restartable(int step, Object chunks, Runnable forgetting, boolean ofRoot) {
    if (chunks instanceof Restartable stream) {
      stream.collecting(
          () -> {
            if (watch != null) {
              watch.forget(step, ofRoot);
            }
            forgetting.run();
          });
    }
  }

  @Override
  public final @Nullable Whole<?, ?> called() {
    return scope.called();
  }

  /** Watches for a reader that drops the stream. */
  public final void track(Object stream) {
    if (root != null) {
      root.track(stream, scope);
    }
  }

  // ---- pulled

  @Override
  public final boolean hasNext() {
    return hasChunk() || fill();
  }

  @Override
  public final C next() {
    if (!hasChunk() && !fill()) {
      throw new NoSuchElementException(
          "The stream of chain '" + scope.plan().name() + "' has ended.");
    }
    return buffer().take();
  }

  private boolean hasChunk() {
    return isWaiting() && !left && !isClosed();
  }

  /** Tells whether a chunk waits for the reader. */
  private boolean isWaiting() {
    @Nullable ChunkBuffer<C> chunks = buffer;
    return chunks != null && !chunks.isEmpty();
  }

  private ChunkBuffer<C> buffer() {
    @Nullable ChunkBuffer<C> chunks = buffer;
    if (chunks == null) {
      chunks = new ChunkBuffer<>();
      buffer = chunks;
    }
    return chunks;
  }

  private boolean fill() {
    throwIfLeft();
    @Nullable Worker<C> pushing = worker;
    if (pushing == null) {
      if (drained || !isOpen()) {
        return ended();
      }
      if (started || !pushes()) {
        pull();
        return hasChunk() || ended();
      }
      pushing = startWorker();
    }
    return fillFrom(pushing);
  }

  private void pull() {
    enter();
    try {
      if (!started) {
        track(this);
        begin(buffer());
      }
      ChunkBuffer<C> chunks = buffer();
      while (chunks.isEmpty() && !drained) {
        if (!isOpen()) {
          throw scope.closed();
        }
        drained = !advance();
      }
      if (drained) {
        finish();
      }
    } catch (Throwable failure) {
      drained = true;
      buffer().endWith(failed(failure));
    } finally {
      leave();
    }
  }

  /** Answers a reader who asks again after the last chunk. */
  private boolean ended() {
    throwIfLeft();
    @Nullable Throwable failure = buffer == null ? null : buffer.failure();
    if (failure != null) {
      throw Failures.sneakyThrow(failure);
    }
    throwEnd();
    return false;
  }

  /** Throws if the reader has closed, though a chunk waits for it. */
  private void throwIfLeft() {
    if (left && isWaiting()) {
      throw scope.closed();
    }
  }

  private Worker<C> startWorker() {
    try {
      Worker<C> pushing = Worker.start(this);
      worker = pushing;
      return pushing;
    } catch (Throwable refused) {
      drained = true;
      buffer().endWith(refused);
      close();
      throw refused;
    }
  }

  private boolean fillFrom(Worker<C> pushing) {
    if (isInside()) {
      throw scope.busy();
    }
    try {
      return pushing.drainTo(buffer());
    } catch (Throwable failure) {
      if (isOpen() && Thread.currentThread().isInterrupted()) {
        close();
      }
      awaitTold();
      throw isClosed() ? scope.closed() : Failures.sneakyThrow(failure);
    }
  }

  /** Closes for the reader, who may close also when the run has ended and chunks wait for it. */
  @Override
  protected final void release() {
    left = true;
    super.release();
    @Nullable Worker<C> pushing = worker;
    if (pushing != null) {
      pushing.leave();
    }
  }

  // ---- pushed

  @Override
  public final void forEach(Consumer<? super C> action) {
    if (worker != null) {
      super.forEach(action);
    } else if (!hasChunk() && (drained || !isOpen())) {
      ended();
    } else {
      drive(action);
    }
  }

  /** Runs to the end on this thread and pushes each chunk into the sink. */
  public final void drive(Consumer<? super C> sink) {
    enter();
    try {
      at = CALLER;
      while (hasChunk()) {
        sink.accept(buffer().take());
      }
      if (drained) {
        ended();
      } else {
        begin(sink);
        run();
        finish();
      }
    } catch (Throwable failure) {
      Throwable thrown = failed(failure);
      if (!(isClosedInside() && thrown instanceof StreamClosedException)) {
        buffer().endWith(thrown);
        throw Failures.sneakyThrow(thrown);
      }
    } finally {
      drained = true;
      leave();
    }
  }

  @Override
  public final <O> O collect(Whole<? super C, O> whole) {
    return super.collect(CallWhole.in(this, whole));
  }

  /** Runs to the end on this thread and collects the chunks. */
  public final <O> Collector<C, O> collector(Whole<? super C, O> whole) {
    Collector<C, O> collector = Collector.of(CallWhole.in(this, whole));
    collecting(collector);
    drive(collector);
    if (isClosed()) {
      throw scope.closed();
    }
    return collector;
  }

  /** Starts, unless it was started when the first chunks were pulled. */
  private void begin(Consumer<? super C> sink) throws Exception {
    out = root == null || watch == null ? sink : root.observed(scope, watch, sink);
    if (started) {
      return;
    }
    started = true;
    if (root != null) {
      root.begin(scope);
    }
    if (!isOpen()) {
      throw scope.closed();
    }
    start();
  }
}
