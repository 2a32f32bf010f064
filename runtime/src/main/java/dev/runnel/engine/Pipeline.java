package dev.runnel.engine;

import dev.runnel.AbstractChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.RunContext;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import dev.runnel.engine.run.CurrentRun;
import dev.runnel.engine.run.DroppedStreams;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.stream.ChunkBuffer;
import dev.runnel.engine.stream.ClosesPromptly;
import dev.runnel.engine.stream.Failures;
import dev.runnel.engine.stream.FilledByOthers;
import dev.runnel.engine.whole.ChunkCollector;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one run of a chain, or of a part of it, as a stream that can be pulled, pushed or
 * collected. It ends once: normally, with a failure or by closing; all but closing is done by the
 * thread that is inside.
 *
 * <p>A subclass says in {@link #start} what happens before the first chunk, and in {@link #advance}
 * how one chunk is pulled from the source and pushed through the steps to the {@link #reader}.
 *
 * <p>{@link #currentStep} tells which step is running. Exceptions, events and {@link
 * RunContext#current} go by it, and it costs one int a step.
 *
 * @param <C> the chunks
 */
@SuppressWarnings("exports") // what puts a run on a thread is nobody else's
public abstract class Pipeline<C> extends AbstractChunkStream<C>
    implements CurrentRun.RunHolder, Lifetime.Bearer, Restartable, CallSource, ClosesPromptly {
  /** Stands for a step where control is with whoever reads the chunks, and no step is running. */
  static final int READER = Lifetime.NO_STEP;

  /** The step that is running, or {@link #READER}. */
  int currentStep = READER;

  /** Takes the chunks that leave the last step. */
  private Consumer<? super C> out;

  final Scope scope;
  final @Nullable ChainNotifier notifier;

  /** What listeners put on the thread; null where nobody listens. */
  final @Nullable StepScope stepScope;

  final Lifetime lifetime;
  private CurrentRun.@Nullable RunHolder outer;
  private boolean closedInside;

  /** What failed behind an emitting step, and where. */
  private @Nullable Outcome outcome;

  /** Whether it is the outermost one of its run, which it begins, and whose chunks it tells of. */
  private boolean outermost;

  /** Where it was opened, if the run is to be cancelled when the reader drops it. */
  private @Nullable String openedAt;

  /** The pulling reader; null in a run that is only pushed. */
  private volatile @Nullable Reading<C> reading;

  private @Nullable Runnable forget;

  /** What adds up the chunks, if the run is collected at once; it forgets as a reader does. */
  private @Nullable ChunkCollector<C, ?> collector;

  private boolean started;
  private boolean drained;

  Pipeline(Scope scope, Lifetime lifetime) {
    this.scope = scope;
    this.lifetime = lifetime;
    this.notifier = scope.notifier();
    this.stepScope = notifier == null ? null : new StepScope(notifier, scope.plan().steps().size());
    this.out = Pipeline::notStarted;
  }

  private static void notStarted(Object chunk) {
    throw new IllegalStateException("A chunk came before the run had started.");
  }

  /**
   * Gives control to the reader, and returns what takes the chunk that has left the last step.
   *
   * <p>The caller calls it, and not this class: so the JIT compiler knows of each chain apart who
   * reads it, and inlines the one reader that a chain mostly has.
   */
  protected final Consumer<? super C> reader() {
    currentStep = READER;
    return out;
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
  boolean pushes() {
    return false;
  }

  /**
   * Makes this the outermost pipeline of its run, which begins the run and tells of its chunks.
   *
   * @param where where it was opened, if the run is to be cancelled when its reader drops it
   */
  final void beOutermost(@Nullable String where) {
    outermost = true;
    openedAt = where;
  }

  @Override
  public final void collecting(Runnable forgetting) {
    forget = forgetting;
  }

  /**
   * Lets the source of the last step start anew after it has failed, although it has given chunks,
   * if this pipeline's own reader only adds them up. To be called before the source is read, where
   * nothing that keeps state stands between it and the {@link #reader}.
   */
  final void mayStartAnew(int step, Object chunks) {
    if (chunks instanceof CallSource source) {
      scope.callsThrough(step, source);
    }
    @Nullable ChunkCollector<C, ?> collecting = collector;
    if (collecting != null) {
      tellStartingAnew(step, chunks, collecting::forget, outermost);
    } else if (forget != null) {
      tellStartingAnew(step, chunks, forget, outermost);
    }
  }

  /** Tells a source how its reader forgets what it has got. */
  final void tellStartingAnew(int step, Object chunks, Runnable forgetting, boolean ofRoot) {
    if (chunks instanceof Restartable stream) {
      stream.collecting(
          () -> {
            if (notifier != null) {
              notifier.forget(step, ofRoot);
            }
            forgetting.run();
          });
    }
  }

  @Override
  public final @Nullable Whole<?, ?> called() {
    return scope.called();
  }

  /** Cancels the run when the reader drops the stream that it holds. */
  public final void track(Object stream) {
    @Nullable String where = openedAt;
    if (where != null) {
      Lifetime work = scope.lifetime();
      work.whenOver(DroppedStreams.track(stream, work, where)::clean);
    }
  }

  // ---- pulled

  @Override
  public final boolean hasNext() {
    return reading().hasNext();
  }

  @Override
  public final C next() {
    return reading().next();
  }

  private Reading<C> reading() {
    @Nullable Reading<C> known = reading;
    if (known == null) {
      known = new Reading<>(this);
      reading = known;
    }
    return known;
  }

  /** Pulls until there is a chunk or the end; a failure comes after the chunks before it. */
  final void pull(ChunkBuffer<C> chunks) {
    enter();
    try {
      if (!started) {
        track(this);
        begin(chunks);
      }
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
      chunks.endWith(failed(failure));
    } finally {
      leave();
    }
  }

  final boolean hasStarted() {
    return started;
  }

  /** Tells whether all its chunks were made. */
  final boolean isDrained() {
    return drained;
  }

  /** Ends the chunks with a failure that came before the first one. */
  final void drainedBy(Throwable refused) {
    drained = true;
    reading().buffer().endWith(refused);
  }

  /** Closes for the reader, who may close also when the run has ended and chunks wait for it. */
  @Override
  protected final void release() {
    @Nullable Reading<C> reader = reading;
    if (reader != null) {
      reader.leave();
    }
    if (lifetime.isInside()) {
      closedInside = true;
    }
    lifetime.close();
    if (reader != null) {
      reader.leaveWorker();
    }
  }

  // ---- pushed

  @Override
  public final void forEach(Consumer<? super C> action) {
    @Nullable Reading<C> reader = reading;
    if (reader != null && reader.hasWorker()) {
      super.forEach(action);
    } else if ((reader == null || !reader.hasChunk()) && (drained || !isOpen())) {
      reading().ended();
    } else {
      drive(action);
    }
  }

  /** Runs to the end on this thread and pushes each chunk into the sink. */
  public final void drive(Consumer<? super C> sink) {
    enter();
    try {
      currentStep = READER;
      @Nullable Reading<C> reader = reading;
      if (reader != null) {
        while (reader.hasChunk()) {
          sink.accept(reader.buffer().take());
        }
      }
      if (drained) {
        reading().ended();
      } else {
        begin(sink);
        run();
        finish();
      }
    } catch (Throwable failure) {
      Throwable thrown = failed(failure);
      if (!(closedInside && thrown instanceof StreamClosedException)) {
        reading().buffer().endWith(thrown);
        throw Failures.sneakyThrow(thrown);
      }
    } finally {
      drained = true;
      leave();
    }
  }

  @Override
  public final <O> O collect(Whole<? super C, O> whole) {
    return super.collect(CallSource.whole(this, whole));
  }

  /** Runs to the end on this thread and collects the chunks. */
  final <O> ChunkCollector<C, O> collector(Whole<? super C, O> whole) {
    ChunkCollector<C, O> collecting = ChunkCollector.of(CallSource.whole(this, whole));
    collector = collecting;
    drive(collecting);
    if (isClosed()) {
      throw scope.closed();
    }
    return collecting;
  }

  /** Starts, unless it was started when the first chunks were pulled. */
  private void begin(Consumer<? super C> sink) throws Exception {
    out = notifier == null ? sink : observed(sink);
    if (started) {
      return;
    }
    lifetime.cell().checkStack();
    if (notifier != null && lifetime.cell().isDeep()) {
      notifier.beDeep();
    }
    started = true;
    if (outermost) {
      scope.begin();
    }
    if (!isOpen()) {
      throw scope.closed();
    }
    start();
  }

  /** Tells of each chunk of the run, and takes from the thread what belongs to the steps. */
  private Consumer<? super C> observed(Consumer<? super C> sink) {
    boolean isOfRun = outermost;
    return chunk -> {
      if (isOfRun) {
        scope.tellOfChunk(chunk);
      }
      closeScope();
      sink.accept(chunk);
    };
  }

  @Override
  public final RunContext currentRun() {
    if (currentStep != READER) {
      return scope.stepRun(currentStep, null);
    }
    return outer == null ? CurrentRun.DETACHED : outer.currentRun();
  }

  /**
   * Tells whether anybody still reads.
   *
   * @return false once the run was closed, has failed or ended
   */
  protected final boolean isOpen() {
    return lifetime.isOpen();
  }

  final boolean isClosed() {
    return lifetime.state() == Lifetime.State.CANCELLED;
  }

  @Override
  public final Lifetime lifetime() {
    return lifetime;
  }

  // ---- who is inside

  final void enter() {
    if (!lifetime.enter()) {
      throw scope.busy();
    }
    CurrentRun.@Nullable RunHolder before = lifetime.cell().swap(this);
    if (before != null) {
      outer = before;
    }
  }

  final void leave() {
    closeScope();
    lifetime.cell().swap(outer);
    if (outer != null) {
      outer = null;
    }
    lifetime.leave();
    if (!isOpen()) {
      lifetime.awaitEnd();
      lifetime.clearInterrupt();
    }
  }

  /** Comes to a step, unless the run was closed meanwhile. */
  protected final void comeTo(int step) {
    currentStep = step;
    if (!isOpen()) {
      throw scope.closed();
    }
    moveScope(step);
  }

  /** Puts on the thread what listeners want the code of a step to find there. */
  final void moveScope(int step) {
    if (stepScope != null) {
      stepScope.moveTo(step);
    }
  }

  /** Does so before a source is read that gives the chunks of a step, if that calls its code. */
  final void moveScope(int step, Object source) {
    if (stepScope == null) {
      return;
    }
    if (source instanceof FilledByOthers<?> filled && filled.callsNobody()) {
      stepScope.close();
    } else {
      stepScope.moveTo(step);
    }
  }

  /** Takes from the thread what listeners have put there. */
  final void closeScope() {
    if (stepScope != null) {
      stepScope.close();
    }
  }

  // ---- how it ends

  /** Ends well after the last chunk, unless it has ended; an error of closing is a failure. */
  final void finish() {
    int step = currentStep == READER ? scope.plan().steps().size() - 1 : currentStep;
    currentStep = READER;
    closeScope();
    lifetime.cell().checkStack();
    if (lifetime.end(step) || !closedInside) {
      throwEnd();
    }
  }

  /** Throws what ended it, unless it has ended well. */
  final void throwEnd() {
    lifetime.awaitEnd();
    @Nullable Throwable failure = lifetime.failure();
    if (failure != null) {
      throw Failures.sneakyThrow(failure);
    }
    if (isClosed()) {
      throw scope.closed();
    }
  }

  /** Ends with a failure, unless it has ended, and returns what is to be thrown. */
  final Throwable failed(Throwable thrown) {
    Throwable failure = lifetime.cell().explained(outcome == null ? thrown : outcome.failure());
    int step = outcome == null ? currentStep : outcome.step();
    currentStep = READER;
    closeScope();
    if (isOpen()) {
      if (step == READER) {
        lifetime.cancel();
        return failure;
      }
      Throwable named = scope.named(step, failure);
      if (Failures.isInterrupt(failure)) {
        Thread.currentThread().interrupt();
        lifetime.cancel();
        return named;
      }
      if (lifetime.fail(step, named)) {
        return named;
      }
    }
    if (lifetime.state() == Lifetime.State.ENDED) {
      return failure; // of a listener that is notified of the end
    }
    @Nullable Throwable first = lifetime.failure();
    return first == null ? closedBefore(step, failure) : first;
  }

  /** Says what a reader gets where the run was closed before the failure came. */
  private Throwable closedBefore(int step, Throwable failure) {
    if (Failures.isOfClosing(failure)) {
      return scope.closed();
    }
    if (closedInside) {
      return step == READER ? failure : scope.named(step, failure);
    }
    StreamClosedException closed = scope.closed();
    closed.addSuppressed(failure);
    return closed;
  }

  // ---- what an emitting step does

  /**
   * Checks and reports a chunk that a step emits, before the steps behind it run.
   *
   * @param step the step
   * @param chunk the chunk
   * @throws StreamClosedException if nobody reads any more, or what is behind has failed
   */
  final void beforeEmit(int step, @Nullable Object chunk) {
    if (outcome != null || !isOpen()) {
      throw emitClosed();
    }
    currentStep = step;
    if (chunk == null) {
      NullChunkException isNull = nullFrom(step);
      keepDownstreamFailure(isNull);
      throw isNull;
    }
    if (notifier != null) {
      notifier.chunk(step, chunk);
    }
  }

  /**
   * Comes back to the step that has emitted.
   *
   * @param step the step
   * @throws StreamClosedException if nobody reads any more
   */
  final void afterEmit(int step) {
    currentStep = step;
    if (!isOpen()) {
      throw emitClosed();
    }
    moveScope(step);
  }

  /**
   * Keeps what failed behind an emitting step, to be thrown by {@link #rethrowDownstream}, whatever
   * that step does about it.
   *
   * @param failure what was thrown
   * @return what the emitting step gets to see
   */
  final StreamClosedException keepDownstreamFailure(Throwable failure) {
    if (outcome == null) {
      outcome = new Outcome(failure, currentStep);
    }
    return emitClosed();
  }

  private static StreamClosedException emitClosed() {
    return new StreamClosedException("Nobody reads what this step emits any more: stop emitting.");
  }

  /** Throws what failed behind an emitting step, whatever that step did about it. */
  protected final void rethrowDownstream() {
    if (outcome != null) {
      throw Failures.sneakyThrow(outcome.failure());
    }
  }

  final NullChunkException nullFrom(int step) {
    return scope.nullFrom(step);
  }

  /** What failed behind an emitting step, and at which step. */
  private record Outcome(Throwable failure, int step) {}
}
