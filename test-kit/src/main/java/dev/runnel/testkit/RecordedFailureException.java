package dev.runnel.testkit;

import org.jspecify.annotations.Nullable;

/** What a replayed model throws where the recorded one has failed. */
public final class RecordedFailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;

  RecordedFailureException(String type, @Nullable String message) {
    super(message);
    this.type = type;
  }

  /**
   * Returns the class of the failure that was recorded.
   *
   * @return the name of the class
   */
  public String type() {
    return type;
  }
}
