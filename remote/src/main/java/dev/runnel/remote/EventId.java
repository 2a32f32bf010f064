package dev.runnel.remote;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an event is known by, where a server lets runs go on without their clients.
 *
 * @param run the id of the run
 * @param number the number of the event
 */
record EventId(String run, long number) {
  private static final Pattern KEPT = Pattern.compile("([0-9a-f-]{36})\\.(\\d{1,9})");

  /** Reads an id; null if it is none of a run that is kept. */
  static @Nullable EventId read(String text) {
    Matcher kept = KEPT.matcher(text);
    return kept.matches() ? new EventId(kept.group(1), Long.parseLong(kept.group(2))) : null;
  }

  @Override
  public String toString() {
    return run + "." + number;
  }
}
