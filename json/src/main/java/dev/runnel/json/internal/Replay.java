package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what was taken for a string at the top, so that it can be searched again as prose.
 *
 * <p>Nothing else is ever read twice. A string at the top holds no line end, and a document may
 * start with one only where a text or the content of a fence begins: while one is replayed no other
 * one can begin, so that replays never nest.
 *
 * <p>All that a replay finds, and the character that showed that the string was prose, happen
 * within that one character for whoever looks from outside: the events in between are <em>held
 * back</em>.
 */
final class Replay {
  /** Reads a piece of text. */
  interface Reader {
    void read(char[] c, int from, int to);
  }

  private final TextTracker tracker;
  private final DocumentEvents events;

  /**
   * The candidate's characters so far, its opening quote first. Null unless the candidate began
   * with a quote, which none does while a replay runs.
   */
  private @Nullable TextBuffer recorded;

  /** Whether the recorded text is being read: the reader's indexes are those of that text. */
  private boolean running;

  /**
   * Whether events are held back: from the start of a replay until the character that caused it has
   * been read. True whenever {@link #running} is.
   */
  private boolean heldBack;

  Replay(TextTracker tracker, DocumentEvents events) {
    this.tracker = tracker;
    this.events = events;
  }

  /** Begins with a candidate; only one that starts as a string is recorded. */
  void begin(char first) {
    recorded = first == '"' ? new TextBuffer() : null;
  }

  void record(char[] c, int from, int to) {
    if (recorded != null) {
      recorded.append(c, from, to);
    }
  }

  void record(char c) {
    if (recorded != null) {
      recorded.append(c);
    }
  }

  /** Forgets the candidate, which was no prose. */
  void discard() {
    recorded = null;
  }

  /** Whether the candidate is to be read again if it was prose. */
  boolean isDue() {
    return recorded != null;
  }

  /**
   * Reads what was recorded, from behind its opening quote.
   *
   * @param index where the text goes on behind it
   */
  void run(int index, Reader reader) {
    TextBuffer text = recorded;
    if (text == null) {
      return;
    }
    recorded = null;
    tracker.countTo(index);
    tracker.beginReplay(text.chars(), text.length(), tracker.offset(index) - text.length());
    events.heldBackStart();
    heldBack = true;
    running = true;
    reader.read(text.chars(), 1, text.length());
    running = false;
    tracker.endReplay();
  }

  /** Whether the next character is the one that caused a replay: it is to be read alone. */
  boolean isBehind() {
    return heldBack && !running;
  }

  /** Lets what happened be seen. */
  void release() {
    if (heldBack) {
      heldBack = false;
      events.heldBackEnd();
    }
  }
}
