package dev.runnel.json.internal;

/**
 * Reads what is no document: prose and code fences, and says where a document may start.
 *
 * <p>A fence opens with three or more backticks anywhere, or three or more tildes at the start of a
 * line; the rest of the line is its info string, and its content starts on a later line.
 */
final class FenceScanner {
  private enum Mode {
    /** The first character after the filler may start a document; no text is on its line yet. */
    CONTENT,
    /** Nothing starts here, save unfenced documents, if they are sought. */
    PROSE,
    /** The rest of a fence's opening line. */
    INFO,
    /** Behind a run that closes the fence if it is alone on the rest of its line. */
    CLOSING
  }

  private final boolean unfenced;
  private final MarkRun run = new MarkRun();
  private final MarkRun closing = new MarkRun();
  private Mode mode = Mode.CONTENT;
  private char fenceMark;
  private int fenceLength;
  private boolean infoOnly;
  private boolean textOnLine;

  FenceScanner(boolean unfenced) {
    this.unfenced = unfenced;
  }

  /** The run of marks that is being counted. */
  MarkRun run() {
    return run;
  }

  boolean inFence() {
    return fenceMark != 0;
  }

  /** Whether the mark is that of the fence. */
  boolean isFenceMark(char c) {
    return c == fenceMark && fenceMark != 0;
  }

  int fenceLength() {
    return fenceLength;
  }

  /** Whether the run so far is the fence's own closing one, for a document that stands in it. */
  boolean runCloses() {
    return isFenceMark(run.mark()) && run.length() == fenceLength;
  }

  /** Whether the place is on the opening line of a fence. */
  boolean onInfoLine() {
    return mode == Mode.INFO;
  }

  /** Says that the line ended within a candidate. */
  void lineEnded() {
    mode = Mode.CONTENT;
  }

  /** Goes on behind a candidate that was not the document, or not yet. */
  void resume(boolean lineHasText) {
    textOnLine = lineHasText;
    if (mode == Mode.INFO) {
      infoOnly = true;
    } else {
      mode = Mode.PROSE;
    }
  }

  /**
   * Reads one character.
   *
   * @return whether a document may start with it
   */
  boolean accept(char c) {
    if (run.active()) {
      if (c == run.mark()) {
        run.add();
        return false;
      }
      finishRun();
    }
    return switch (mode) {
      case CONTENT -> content(c);
      case PROSE -> prose(c);
      case INFO -> info(c);
      case CLOSING -> closing(c);
    };
  }

  private boolean content(char c) {
    if (isFiller(c)) {
      return false;
    }
    if (MarkRun.isMark(c)) {
      if (c == '~') {
        mode = Mode.PROSE;
      }
      run.begin(c, true);
    } else if (JsonMachine.canStart(c)) {
      return true;
    } else {
      mode = Mode.PROSE;
      textOnLine = true;
    }
    return false;
  }

  private boolean prose(char c) {
    if (Lines.isEnd(c)) {
      textOnLine = false;
    } else if (isFiller(c)) {
      return false;
    } else if (MarkRun.isMark(c)) {
      run.begin(c, !textOnLine);
    } else {
      textOnLine = true;
      return unfenced && !inFence() && opensContainer(c);
    }
    return false;
  }

  private boolean info(char c) {
    if (Lines.isEnd(c)) {
      mode = Mode.CONTENT;
      textOnLine = false;
    } else if (MarkRun.isMark(c)) {
      run.begin(c, false);
    } else {
      return !infoOnly && opensContainer(c);
    }
    return false;
  }

  private boolean closing(char c) {
    if (Lines.isEnd(c)) {
      fenceMark = 0;
      mode = Mode.PROSE;
      textOnLine = false;
    } else if (c == '`') {
      run.begin(c, false);
    } else if (!Lines.isBlank(c)) {
      open(closing);
      return accept(c);
    }
    return false;
  }

  private void finishRun() {
    switch (mode) {
      case CONTENT, PROSE -> {
        if (!run.fence()) {
          textOnLine |= run.mark() == '~';
        } else if (isFenceMark(run.mark()) && run.length() >= fenceLength) {
          closing.copyFrom(run);
          mode = Mode.CLOSING;
          textOnLine = true;
        } else {
          open(run);
        }
      }
      case CLOSING -> {
        if (run.fence()) {
          open(closing);
          finishRun();
        }
      }
      case INFO -> closeOnInfoLine();
    }
    run.clear();
  }

  private void closeOnInfoLine() {
    if (runCloses()) {
      fenceMark = 0;
      mode = Mode.PROSE;
      textOnLine = true;
    }
  }

  private void open(MarkRun opening) {
    textOnLine = true;
    if (opening.opens()) {
      fenceMark = opening.mark();
      fenceLength = opening.length();
      infoOnly = false;
      mode = Mode.INFO;
    } else {
      mode = Mode.PROSE;
    }
  }

  private static boolean opensContainer(char c) {
    return c == '{' || c == '[';
  }

  /** Unicode white space, the zero width space, the byte order mark. */
  private static boolean isFiller(char c) {
    if (c < 0x80) {
      return c == ' ' || (c >= '\t' && c <= '\r');
    }
    return switch (c) {
      case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x200B, 0xFEFF -> true;
      default -> c >= 0x2000 && c <= 0x200A;
    };
  }
}
