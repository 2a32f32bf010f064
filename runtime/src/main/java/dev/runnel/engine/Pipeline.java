package dev.runnel.engine;

import dev.runnel.NullChunkException;
import dev.runnel.RunContext;
import dev.runnel.StreamClosed;
import dev.runnel.Whole;
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
public abstract class Pipeline<C> extends SingleUse<C> implements CurrentRun.RunHolder {
  /** Says that control is with whoever reads the chunks, and no step is running. */
  protected static final int CALLER = -1;

  /** How far a pushing step may run ahead of a reader that pulls. */
  private static final int RUN_AHEAD = 64;

  /** The step that is running, or {@link #CALLER}. */
  protected int at = CALLER;

  /** Takes the chunks that leave the last step. Set {@link #at} to {@link #CALLER} before. */
  protected Consumer<? super C> out;

  final Scope scope;
  final @Nullable Watch watch;
  final Resources resources;
  private final boolean main;
  private final ChunkBuffer<C> buffer = new ChunkBuffer<>();
  private @Nullable RootRun<C> root;
  private boolean started;
  private boolean drained;
  private boolean closedInside;
  private @Nullable Throwable pending;
  private @Nullable Throwable outcome;
  private int outcomeAt;
  private @Nullable Channel<C> fromWorker;
  private @Nullable Thread knownThread;
  private @Nullable CurrentRun cell;
  private CurrentRun.@Nullable RunHolder outer;

  Pipeline(Scope scope, Resources resources, boolean main) {
    this.scope = scope;
    this.resources = resources;
    this.main = main;
    this.watch = scope.watch();
    this.out = buffer;
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

  /**
   * Tells whether anybody still reads.
   *
   * @return false once the run was closed, has failed or ended
   */
  protected final boolean isOpen() {
    return resources.isOpen();
  }

  /** Makes this the run's own stream, which starts and ends the run. */
  final void asRoot(RootRun<C> run) {
    root = run;
  }

  /** Watches for a reader that drops the stream. */
  final void track(Object stream) {
    if (root != null) {
      root.track(stream, scope);
    }
  }

  @Override
  public final RunContext currentRun() {
    if (at != CALLER) {
      return scope.stepRun(at, null);
    }
    return outer == null ? Run.DETACHED : outer.currentRun();
  }

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
    return buffer.take();
  }

  private boolean hasChunk() {
    return !buffer.isEmpty() && resources.state() != Resources.State.CLOSED;
  }

  private boolean fill() {
    if (fromWorker != null) {
      return fillFromWorker(fromWorker);
    }
    if (drained || !isOpen()) {
      return ended();
    }
    if (pushes() && !started) {
      return fillFromWorker(startWorker());
    }
    pull();
    return hasChunk() || ended();
  }

  private void pull() {
    enter();
    try {
      if (!started) {
        track(this);
        begin(buffer);
      }
      while (buffer.isEmpty() && !drained) {
        if (!isOpen()) {
          throw closed();
        }
        drained = !advance();
      }
      if (drained) {
        finish();
      }
    } catch (Throwable failure) {
      drained = true;
      pending = failed(failure);
    } finally {
      leave();
    }
  }

  /** Answers a reader who asks again after the last chunk. */
  private boolean ended() {
    @Nullable Throwable failure = pending != null ? pending : resources.failure();
    if (failure != null) {
      throw Failures.sneakyThrow(failure);
    }
    if (resources.state() == Resources.State.CLOSED) {
      throw closed();
    }
    return false;
  }

  private Channel<C> startWorker() {
    Channel<C> channel = new Channel<>(RUN_AHEAD);
    Task<Boolean> task =
        new Task<>(
            resources,
            () -> {
              try {
                drive(channel::emit);
                channel.complete();
              } catch (Throwable failure) {
                channel.fail(failure);
              }
              return true;
            });
    fromWorker = channel;
    resources.own(channel);
    resources.own(task);
    scope.run().executor().execute(scope.run().parentRun().wrap(task));
    return channel;
  }

  private boolean fillFromWorker(Channel<C> channel) {
    if (drained && pending != null) {
      throw Failures.sneakyThrow(pending);
    }
    try {
      if (channel.hasNext()) {
        buffer.accept(channel.next());
        return true;
      }
      return false;
    } catch (Throwable failure) {
      if (isOpen() && Thread.currentThread().isInterrupted()) {
        close();
      }
      throw resources.state() == Resources.State.CLOSED ? closed() : Failures.sneakyThrow(failure);
    }
  }

  @Override
  public final void forEach(Consumer<? super C> action) {
    if (fromWorker != null) {
      super.forEach(action);
      return;
    }
    while (hasChunk()) {
      acceptOrClose(action, buffer.take());
    }
    if (drained || !isOpen()) {
      ended();
    } else {
      drive(action);
    }
  }

  private void acceptOrClose(Consumer<? super C> action, C chunk) {
    try {
      action.accept(chunk);
    } catch (Throwable thrown) {
      close();
      throw thrown;
    }
  }

  /** Runs to the end on this thread and pushes each chunk into the sink. */
  final void drive(Consumer<? super C> sink) {
    enter();
    try {
      if (started) {
        out = observed(sink);
      } else {
        begin(sink);
      }
      run();
      finish();
    } catch (Throwable failure) {
      Throwable thrown = failed(failure);
      if (!(closedInside && thrown instanceof StreamClosed)) {
        pending = thrown;
        throw Failures.sneakyThrow(thrown);
      }
    } finally {
      leave();
    }
  }

  /** Runs to the end on this thread and adds up the chunks. */
  final <O> O collect(Whole<? super C, O> whole, String giver, String reader) {
    Collector<C, O> collector = new Collector<>(whole);
    drive(collector);
    if (resources.state() == Resources.State.CLOSED) {
      throw closed();
    }
    return collector.result(giver, reader);
  }

  private Consumer<? super C> observed(Consumer<? super C> sink) {
    return root == null || watch == null ? sink : root.observed(scope, watch, sink);
  }

  private void begin(Consumer<? super C> sink) throws Exception {
    started = true;
    out = observed(sink);
    if (root != null) {
      root.begin(scope, this);
    }
    start();
  }

  private void finish() throws Exception {
    at = CALLER;
    if (!isOpen()) {
      if (!closedInside) {
        ended();
      }
      return;
    }
    if (main) {
      scope.finish();
    } else {
      resources.closeAtEnd();
      resources.end(Resources.State.ENDED, null);
    }
  }

  private void enter() {
    if (main && !scope.occupant().enter()) {
      throw new IllegalStateException(
          "The stream of chain '"
              + scope.plan().name()
              + "' is being read already. One thread reads a stream, and not from inside its own"
              + " steps or its own forEach.");
    }
    Thread thread = Thread.currentThread();
    CurrentRun current = cell;
    if (current == null || thread != knownThread) {
      knownThread = thread;
      current = CurrentRun.cell();
      cell = current;
    }
    outer = current.swap(this);
  }

  private void leave() {
    if (cell != null) {
      cell.swap(outer);
      outer = null;
    }
    if (main) {
      scope.occupant().leave();
      if (!isOpen()) {
        scope.occupant().settle();
      }
    }
  }

  @Override
  public final void close() {
    if (main) {
      boolean inside = scope.occupant().isInside();
      if (scope.cancel()) {
        closedInside = inside;
      }
    } else if (resources.end(Resources.State.CLOSED, null)) {
      resources.closeAll(null);
      if (watch != null) {
        watch.cancelOf(resources);
      }
    }
  }

  private StreamClosed closed() {
    return new StreamClosed(
        "The stream of chain '"
            + scope.plan().name()
            + "' was closed before its end. Start another run with stream(input).");
  }

  /** Ends the run with a failure, unless it has ended, and returns what is to be thrown. */
  private Throwable failed(Throwable thrown) {
    Throwable failure = outcome == null ? thrown : outcome;
    int step = outcome == null ? at : outcomeAt;
    at = CALLER;
    if (!isOpen()) {
      if (resources.state() == Resources.State.ENDED) {
        return failure; // of a listener that hears of the end
      }
      @Nullable Throwable first = resources.failure();
      return first == null ? closedBefore(step, failure) : first;
    }
    if (step == CALLER) {
      close();
      return failure;
    }
    Throwable named = scope.named(step, failure);
    if (isInterrupt(failure)) {
      Thread.currentThread().interrupt();
      close();
    } else if (main) {
      scope.fail(step, named);
    } else {
      failPart(step, named);
    }
    return named;
  }

  private void failPart(int step, Throwable failure) {
    resources.end(Resources.State.FAILED, failure);
    resources.closeAll(failure);
    if (watch != null) {
      watch.failStep(step, failure);
    }
  }

  private static boolean isInterrupt(Throwable failure) {
    return failure instanceof InterruptedException
        || (failure instanceof StreamClosed && Thread.currentThread().isInterrupted());
  }

  /** Says what a reader gets where the run was closed before the failure came. */
  private Throwable closedBefore(int step, Throwable failure) {
    if (failure instanceof StreamClosed || failure instanceof InterruptedException) {
      return closed();
    }
    if (closedInside) {
      return step == CALLER ? failure : scope.named(step, failure);
    }
    StreamClosed closed = closed();
    closed.addSuppressed(failure);
    return closed;
  }

  /** Checks a chunk that a step emits. */
  final void beforeEmit(int step, @Nullable Object chunk) {
    if (outcome != null || !isOpen()) {
      throw emitClosed();
    }
    at = step;
    if (chunk == null) {
      throw keepOutcome(nullFrom(step));
    }
    if (watch != null) {
      watch.chunk(step, chunk);
    }
  }

  final void afterEmit(int step) {
    at = step;
    if (!isOpen()) {
      throw emitClosed();
    }
  }

  /** Keeps what failed behind an emitting step, and returns what that step gets to see. */
  final StreamClosed keepOutcome(Throwable failure) {
    if (outcome == null) {
      outcome = failure;
      outcomeAt = at;
    }
    return emitClosed();
  }

  private static StreamClosed emitClosed() {
    return new StreamClosed("Nobody reads what this step emits any more: stop emitting.");
  }

  /** Throws what failed behind an emitting step, whatever that step did about it. */
  protected final void settle() {
    if (outcome != null) {
      throw Failures.sneakyThrow(outcome);
    }
  }

  final NullChunkException nullFrom(int step) {
    return new NullChunkException(
        "Step '"
            + scope.stepName(step)
            + "' of chain '"
            + scope.plan().name()
            + "' gave null. A step gives a value; to give nothing, return an empty Optional or"
            + " stream, or emit nothing.");
  }
}
