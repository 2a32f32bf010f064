package dev.runnel.json.internal;

/**
 * Knows where in the whole text each character stands, and remembers a little of what has passed.
 *
 * <p>Lines end with {@code \n}, {@code \r\n} or {@code \r}.
 */
final class TextTracker {
  private static final int EXCERPT = 40;
  private static final int KEPT = 2 * EXCERPT;

  private final char[] history = new char[16 * KEPT];
  private int historyLength;

  private char[] slice = new char[0];
  private int sliceLength;
  private long base;
  private int counted;
  private long line = 1;
  private long lineStart;
  private boolean afterReturn;

  private char[] replay = new char[0];
  private int replayLength;
  private long replayBase;

  /** Takes the next piece of the text. */
  void begin(char[] characters, int length) {
    slice = characters;
    sliceLength = length;
    counted = 0;
  }

  /** Says that the piece has been read. */
  void end() {
    countTo(sliceLength);
    remember();
    base += sliceLength;
    sliceLength = 0;
    counted = 0;
  }

  private void remember() {
    int fresh = Math.min(sliceLength, KEPT);
    if (historyLength + fresh > history.length) {
      int old = Math.min(historyLength, KEPT);
      System.arraycopy(history, historyLength - old, history, 0, old);
      historyLength = old;
    }
    System.arraycopy(slice, sliceLength - fresh, history, historyLength, fresh);
    historyLength += fresh;
  }

  /** Goes back to text of the line that is being read. */
  void beginReplay(char[] characters, int length, long offset) {
    replay = characters;
    replayLength = length;
    replayBase = offset;
  }

  /** Returns to the piece. */
  void endReplay() {
    replayLength = 0;
  }

  /** The offset of an index of what is being read. */
  long offset(int index) {
    return (replayLength > 0 ? replayBase : base) + index;
  }

  /** The place of an offset; it is at most one line behind what was asked for last. */
  Place place(long offset) {
    boolean replaying = replayLength > 0;
    countTo(replaying ? counted : (int) Math.max(counted, Math.min(sliceLength, offset - base)));
    long first = replaying ? replayBase : base - historyLength;
    long end = replaying ? replayBase + replayLength : base + sliceLength;
    String before = text(Math.max(first, offset - EXCERPT), Math.min(offset, end));
    String after = text(Math.max(first, offset), Math.min(offset + EXCERPT, end));
    return new Place(offset, line, Math.max(1, offset - lineStart + 1), before, after);
  }

  /** Notes that all before this index of the piece has been read. */
  void countTo(int index) {
    boolean wasReturn = afterReturn;
    for (int i = counted; i < index; i++) {
      char c = slice[i];
      if (c == '\n' || c == '\r') {
        if (c == '\r' || !wasReturn) {
          line++;
        }
        lineStart = base + i + 1;
      }
      wasReturn = c == '\r';
    }
    afterReturn = wasReturn;
    counted = Math.max(counted, index);
  }

  private String text(long from, long to) {
    StringBuilder out = new StringBuilder();
    for (long at = from; at < to; at++) {
      out.append(charAt(at));
    }
    return out.toString();
  }

  private char charAt(long offset) {
    if (replayLength > 0) {
      return replay[(int) (offset - replayBase)];
    }
    return offset >= base
        ? slice[(int) (offset - base)]
        : history[(int) (offset - base + historyLength)];
  }
}
