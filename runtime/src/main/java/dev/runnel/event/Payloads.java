package dev.runnel.event;

import org.jspecify.annotations.Nullable;

/** Applies a redaction to the payloads of events. */
final class Payloads {
  /** What stands in place of a payload that cannot be left out of a typed event. */
  private enum Dropped {
    DROPPED
  }

  private final EventOptions options;
  private final Redactor redactor;

  Payloads(EventOptions options) {
    this.options = options;
    this.redactor = new Redactor(options.redaction());
  }

  static boolean isDropped(Object payload) {
    return payload instanceof Dropped;
  }

  /** Says what is told of an event. */
  RunEvent redacted(RunEvent event) {
    if (!options.redacts()) {
      return event;
    }
    RunInfo run = event.run();
    if (event instanceof RunEvent.Start start) {
      return new RunEvent.Start(run, redacted(run, start.input()), start.time());
    }
    if (event instanceof RunEvent.Chunk chunk) {
      return new RunEvent.Chunk(run, orDropped(redacted(run, chunk.chunk())));
    }
    if (event instanceof RunEvent.End end) {
      return new RunEvent.End(
          run,
          redacted(run, end.input()),
          redacted(run, end.lastRead()),
          redacted(run, end.output()),
          end.time());
    }
    if (event instanceof RunEvent.Failure error) {
      Throwable told = failure(error.failure(), redacted(run, error.failure()));
      return new RunEvent.Failure(run, told, error.time());
    }
    if (event instanceof RunEvent.Custom custom) {
      Object payload = orDropped(redacted(run, custom.payload()));
      return new RunEvent.Custom(run, custom.name(), payload);
    }
    return event;
  }

  private @Nullable Object redacted(RunInfo run, @Nullable Object payload) {
    if (payload == null) {
      return null;
    }
    return redactor.redacted(run, payload).orElse(null);
  }

  private static Object orDropped(@Nullable Object payload) {
    return payload == null ? Dropped.DROPPED : payload;
  }

  private static Throwable failure(Throwable failure, @Nullable Object told) {
    if (told instanceof Throwable other) {
      return other;
    }
    return new RedactedFailure(
        failure.getClass().getName(), told == null ? null : PayloadJson.text(told));
  }

  /** A failure in place of one whose text was mapped or dropped. */
  static final class RedactedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    RedactedFailure(String type, @Nullable String message) {
      super(message, null, false, false);
      this.type = type;
    }

    /** Returns the name of the failure's own class. */
    String type() {
      return type;
    }
  }
}
