package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the first object or array that turned out not to be JSON: the error of a text that has
 * no document.
 */
final class FailedCandidates {
  private final TextTracker tracker;
  private @Nullable Failure first;
  private char undecidedMark;
  private int closingLength;

  FailedCandidates(TextTracker tracker) {
    this.tracker = tracker;
  }

  /** Notes one; whether a mark of its fence closes that is decided when the run has ended. */
  void add(char c, long offset, String expected, FenceScanner scanner) {
    if (first != null) {
      return;
    }
    first = new Failure(Fault.INVALID, tracker.place(offset), expected);
    if (scanner.isFenceMark(c)) {
      undecidedMark = c;
      closingLength = scanner.fenceLength();
    }
  }

  /** Looks at the next character of the search, before the scanner does. */
  void next(char c, MarkRun run) {
    if (undecidedMark != 0 && c != undecidedMark) {
      decide(run);
    }
  }

  private void decide(MarkRun run) {
    Failure undecided = first;
    if (undecided != null && run.length() >= closingLength) {
      first = undecided.as(Fault.TRUNCATED);
    }
    undecidedMark = 0;
  }

  /** The first one, at the end of the text. */
  @Nullable Failure first(MarkRun run) {
    if (undecidedMark != 0) {
      decide(run);
    }
    return first;
  }
}
