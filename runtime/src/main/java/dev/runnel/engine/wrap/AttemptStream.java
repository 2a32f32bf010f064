package dev.runnel.engine.wrap;

import dev.runnel.Additive;
import dev.runnel.Whole;
import dev.runnel.engine.CallSource;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Restartable;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.OccupiedStream;
import dev.runnel.engine.stream.Failures;
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
 * the next one.
 *
 * @param <C> the chunks
 */
final class AttemptStream<C> extends OccupiedStream<C> implements Restartable, CallSource {
  private final Attempts<C> attempts;
  private final List<Throwable> failures = new ArrayList<>();
  private @Nullable Pipeline<C> attempt;
  private int number;
  private @Nullable C waiting;
  private @Nullable Runnable forget;
  private boolean committed;
  private boolean dirty;
  private boolean inReader;

  AttemptStream(Attempts<C> attempts) {
    this.attempts = attempts;
    lifetime.own(attempts);
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
        attempts.committed();
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
      Pipeline<C> opened = attempts.open(number);
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
        || !attempts.another(number, thrown)) {
      throw giveUp(inReader ? thrown : attempts.outcome(failures));
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
      attempts.waitAfter(number, thrown);
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

  private RuntimeException giveUp(Throwable failure) {
    lifetime.fail(Lifetime.NO_STEP, failure);
    return Failures.sneakyThrow(failure);
  }
}
