package dev.runnel.engine.wrap;

import dev.runnel.Additive;
import dev.runnel.ChunkStream;
import dev.runnel.RunClock;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.engine.CallSource;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Restartable;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.OccupiedStream;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Streams the first attempt that does not fail before its first chunk that carries something.
 *
 * <p>The attempt that commits the run is the last one. A reader that {@linkplain #collecting
 * collects} does not commit it: it forgets the chunks of an attempt that fails, and gets those of
 * the next one. Where the attempts read a stream, a {@link Recording} gives each of them that
 * stream from its start, until the run is committed.
 *
 * @param <I> what the attempts read
 * @param <C> the chunks
 */
final class AttemptStream<I, C> extends OccupiedStream<C> implements Restartable, CallSource {
  private final Source<I> source;
  private final RunContext run;
  private final @Nullable Recording<I> recording;
  private final RunClock clock;
  private final Attempts<I, C> attempts;
  private final List<Throwable> failures = new ArrayList<>();
  private @Nullable Pipeline<C> attempt;
  private int number;
  private @Nullable C waiting;
  private @Nullable Runnable forget;
  private boolean committed;
  private boolean dirty;
  private boolean inReader;

  /**
   * Makes the stream of a run.
   *
   * @param source what each attempt reads
   * @param run the run that all attempts are below
   * @param attempts what is tried
   */
  AttemptStream(Source<I> source, RunContext run, Attempts<I, C> attempts) {
    this.source = source;
    this.run = run;
    this.clock = ((Run) run).clock();
    this.attempts = attempts;
    @Nullable ChunkStream<I> chunks = source.stream();
    recording = chunks == null ? null : new Recording<>(chunks);
    if (recording != null) {
      lifetime.own(recording);
    }
  }

  /**
   * What a run tries, one attempt after the other, and when it gives up. The attempts count from 1.
   * Asked by the thread that reads the run.
   */
  interface Attempts<I, C> {
    /** Opens an attempt that reads the given source, below the run of all attempts. */
    Pipeline<C> attempt(int number, Source<I> read, RunContext run);

    /** Tells whether another attempt follows the one that has failed. */
    boolean another(int number, Throwable failure);

    /** Returns how long to wait before the attempt that follows. */
    default Duration delay(int number, Throwable failure, RunClock time) {
      return Duration.ZERO;
    }

    /** Tells whether the first failure goes on where no attempt has succeeded, or the last one. */
    default boolean firstFailureCounts() {
      return false;
    }
  }

  @Override
  public void collecting(Runnable forgetting) {
    forget = forgetting;
  }

  @Override
  public @Nullable Whole<?, ?> called() {
    return attempt == null ? null : attempt.called();
  }

  @Override
  public boolean hasNext() {
    if (waiting != null && lifetime.isOpen()) {
      return true;
    }
    if (!isReading()) {
      return false;
    }
    enter();
    try {
      while (isReading()) {
        try {
          return pulled();
        } catch (Throwable thrown) {
          failed(thrown);
        }
      }
      return false;
    } finally {
      leave();
    }
  }

  private boolean pulled() {
    Pipeline<C> chunks = attempt();
    if (chunks.hasNext()) {
      waiting = chunks.next();
      return true;
    }
    finish();
    return false;
  }

  @Override
  public C next() {
    @Nullable C chunk = hasNext() ? waiting : null;
    if (chunk == null) {
      throw new NoSuchElementException("The stream has ended.");
    }
    waiting = null;
    handOn(chunk);
    return chunk;
  }

  @Override
  public void forEach(Consumer<? super C> action) {
    if (waiting != null && lifetime.isOpen()) {
      super.forEach(action);
      return;
    }
    if (!isReading()) {
      return;
    }
    enter();
    try {
      boolean reading = isReading();
      while (reading) {
        try {
          attempt().forEach(chunk -> pushed(action, chunk));
          if (!closedInside) {
            finish();
          }
        } catch (Throwable thrown) {
          failed(thrown);
        }
        reading = !closedInside && isReading();
      }
    } finally {
      leave();
    }
  }

  private void pushed(Consumer<? super C> action, C chunk) {
    handOn(chunk);
    inReader = true;
    action.accept(chunk);
    inReader = false;
  }

  private void handOn(C chunk) {
    if (forget == null) {
      if (!committed && !carriesNothing(chunk)) {
        committed = true;
        if (recording != null) {
          recording.keepNoMore();
        }
      }
    } else {
      dirty = true;
    }
  }

  private static boolean carriesNothing(Object chunk) {
    return chunk instanceof Additive<?, ?> additive
        ? additive.isEmpty()
        : chunk instanceof String text && text.isEmpty();
  }

  private Pipeline<C> attempt() {
    if (attempt == null) {
      number++;
      Source<I> read = recording == null ? source : new Source.Chunks<>(recording.replay());
      Pipeline<C> opened = attempts.attempt(number, read, run);
      if (forget != null) {
        opened.collecting(this::forgetChunks);
      }
      lifetime.own(opened);
      attempt = opened;
    }
    return attempt;
  }

  private void forgetChunks() {
    dirty = false;
    if (forget != null) {
      forget.run();
    }
  }

  /** Gets ready for another attempt, or throws. */
  private void failed(Throwable thrown) {
    if (!lifetime.isOpen()) {
      throw afterEnd(thrown);
    }
    failures.add(thrown);
    if (inReader
        || committed
        || Failures.isInterrupt(thrown)
        || (recording != null && recording.isCause(thrown))
        || !attempts.another(number, thrown)) {
      throw giveUp(inReader ? thrown : outcome());
    }
    if (attempt != null) {
      attempt.close();
      lifetime.disown(attempt);
      attempt = null;
    }
    if (dirty) {
      forgetChunks();
    }
    try {
      waitAfter(thrown);
    } catch (InterruptedException interrupted) {
      if (!lifetime.isOpen()) {
        throw afterEnd(thrown);
      }
      interrupted.addSuppressed(thrown);
      throw giveUp(interrupted);
    }
    if (!lifetime.isOpen()) {
      throw afterEnd(thrown);
    }
  }

  private void waitAfter(Throwable thrown) throws InterruptedException {
    Duration delay = attempts.delay(number, thrown, clock);
    if (!delay.isZero() && !delay.isNegative()) {
      clock.sleep(delay);
    }
  }

  /** Chooses the failure that goes on, of the failures of all attempts; it bears the others. */
  @SuppressWarnings("ReferenceEquality") // an exception is the same only if it is the same object
  private Throwable outcome() {
    Throwable chosen = failures.get(attempts.firstFailureCounts() ? 0 : failures.size() - 1);
    for (Throwable other : failures) {
      if (other != chosen && !List.of(chosen.getSuppressed()).contains(other)) {
        chosen.addSuppressed(other);
      }
    }
    return chosen;
  }

  private RuntimeException giveUp(Throwable failure) {
    lifetime.fail(Lifetime.NO_STEP, failure);
    return Failures.sneakyThrow(failure);
  }
}
