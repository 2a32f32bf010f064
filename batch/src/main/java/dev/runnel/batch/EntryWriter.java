package dev.runnel.batch;

import dev.runnel.Outcome;
import dev.runnel.StepException;
import dev.runnel.StepTrail;
import tools.jackson.databind.JsonNode;

/** Makes entries of outcomes. Not thread-safe. */
final class EntryWriter<O> {
  private final JournalCodec<O> codec;
  private boolean isProven;

  EntryWriter(JournalCodec<O> codec) {
    this.codec = codec;
  }

  JournalEntry entryOf(PendingInputs.Input input, Outcome<O> outcome) {
    if (outcome instanceof Outcome.Failure<O> failure) {
      return failure(input, failure.failure());
    }
    O value = outcome.value();
    if (!isProven) {
      prove(input, value);
    }
    try {
      return new JournalEntry.Answer(input.key(), input.fingerprint(), codec.write(value));
    } catch (RuntimeException notWritable) {
      return failure(input, notWritable);
    }
  }

  /** Reads the first answer back: what cannot be read is not worth millions of others. */
  private void prove(PendingInputs.Input input, O value) {
    try {
      JsonNode json = codec.write(value);
      codec.read(json);
      isProven = true;
    } catch (RuntimeException e) {
      throw new JournalException(
          ("The answers of the batch, of %s, cannot be written to the journal and read again, as the"
                  + " first one shows (key '%s'). Give the batch a codec that can: %s")
              .formatted(value.getClass(), input.key(), e.getMessage()),
          e);
    }
  }

  private static JournalEntry failure(PendingInputs.Input input, Throwable failure) {
    Throwable told =
        failure instanceof StepException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = told.getMessage() == null ? "" : told.getMessage();
    return new JournalEntry.Failure(
        input.key(), input.fingerprint(), told.getClass().getName(), message, stepOf(failure));
  }

  private static String stepOf(Throwable failure) {
    for (Throwable each : failure.getSuppressed()) {
      if (each instanceof StepTrail trail) {
        return trail.chain() + "." + trail.step();
      }
    }
    return "";
  }
}
