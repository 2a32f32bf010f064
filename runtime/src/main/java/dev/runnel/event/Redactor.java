package dev.runnel.event;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Applies a redaction for whoever lets payloads out of a run: if the redaction throws, the payload
 * is dropped, and that is logged once, without the text of what was thrown, since that may hold the
 * payload. Thread-safe.
 */
public final class Redactor {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  private final Redaction redaction;
  private final AtomicBoolean hasThrown = new AtomicBoolean();

  /**
   * Makes a redactor.
   *
   * @param redaction maps or drops each payload
   */
  public Redactor(Redaction redaction) {
    this.redaction = redaction;
  }

  /**
   * Says what is told of a payload.
   *
   * @param run the run that it belongs to
   * @param payload the payload
   * @return what stands in its place; empty to leave it out
   */
  public Optional<Object> redacted(RunInfo run, Object payload) {
    try {
      return redaction.apply(run, payload).map(kept -> kept);
    } catch (Throwable thrown) {
      if (hasThrown.compareAndSet(false, true)) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "A redaction threw at a payload of "
                + run
                + ". Such payloads are dropped; what it throws from now on is not logged.",
            withoutText(thrown));
      }
      return Optional.empty();
    }
  }

  /**
   * Says what was thrown, and where, without its message: that may hold a payload.
   *
   * @param thrown what was thrown
   * @return an exception with the same stack trace, and the name of the class as its message
   */
  public static Throwable withoutText(Throwable thrown) {
    Throwable told = new RuntimeException(thrown.getClass().getName() + " (its text is withheld)");
    told.setStackTrace(thrown.getStackTrace());
    return told;
  }
}
