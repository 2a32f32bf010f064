package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;

/**
 * Finds the document in a text that comes in chunks, and reads it.
 *
 * <p>A <em>candidate</em> is a place where the document may start. It is <em>settled</em>, the
 * document for good, as soon as a string opens inside an object or array. A candidate that turns
 * out not to be JSON before that was prose, and the search goes on. A complete one that is not
 * settled is the document if it stands alone on its line, else a <em>fallback</em>: the result if
 * nothing better follows. Only a string at the top is ever read twice, as prose, and it does not
 * span lines.
 *
 * <p>Not thread-safe.
 */
public final class DocumentFinder {
  private static final int SLICE = 8192;

  private enum Mode {
    /** The scanner reads prose and fences. */
    SEARCH,
    /** The machine reads a candidate, settled or not. */
    CANDIDATE,
    /** The rest of the line decides about a complete candidate that is not settled. */
    AFTER,
    /** A run of the fence's marks stands where the settled document should go on. */
    FENCE_IN_DOCUMENT,
    /** The document is complete for good. */
    DONE,
    /** There is an error. */
    FAILED
  }

  private final DocumentEvents events;
  private final int maxLength;
  private final JsonMachine machine;
  private final FenceScanner scanner;
  private final TextTracker tracker = new TextTracker();
  private final FailedCandidates failed = new FailedCandidates(tracker);
  private final Replay replay;

  /** Says who reads the next character; a finished finder reads none. */
  private Mode mode = Mode.SEARCH;

  /**
   * A copy of the piece that is being read: of a chunk, or of a part of one. Its size only grows.
   */
  private char[] slice = new char[64];

  /** Whether the last candidate is an object or array. Means nothing before the first candidate. */
  private boolean container;

  /**
   * Whether something stands on the current line before the place where the candidate stopped.
   * Means nothing while there is no candidate: then the scanner knows.
   */
  private boolean lineHasText;

  /** Whether some candidate was kept. Never false again, and no other one is kept after it. */
  private boolean fallback;

  /** Where a run of marks inside the settled document began; not null in that mode. */
  private @Nullable Place fencePlace;

  /** The first character beyond the limit, while nothing but white space has come from there on. */
  private @Nullable Place tooMany;

  /** What is wrong; not null exactly when the mode is {@link Mode#FAILED}. */
  private @Nullable Failure failure;

  /** Characters looked at, and turns; tests see from it that the time is linear. */
  private long steps;

  /**
   * Makes a finder for one text.
   *
   * @param rules what is accepted
   * @param events is told what happens
   */
  public DocumentFinder(ReadRules rules, DocumentEvents events) {
    this.events = events;
    maxLength = rules.maxLength();
    machine = new JsonMachine(events, rules.maxDepth(), rules.maxNumberLength());
    scanner = new FenceScanner(rules.unfenced());
    replay = new Replay(tracker, events);
  }

  /**
   * Returns whether there is nothing left to read: what follows is ignored.
   *
   * @return whether the document is complete for good, or an error was found
   */
  public boolean finished() {
    return mode == Mode.DONE || mode == Mode.FAILED;
  }

  /**
   * Returns what is wrong.
   *
   * @return the error, or null while there is none
   */
  public @Nullable Failure failure() {
    return failure;
  }

  /** How many characters were looked at, repetitions included, and how many turns that took. */
  long steps() {
    return steps;
  }

  /**
   * Reads a chunk.
   *
   * @param chunk the text, cut anywhere
   */
  public void feed(String chunk) {
    int at = 0;
    while (at < chunk.length() && !finished()) {
      int count = Math.min(SLICE, chunk.length() - at);
      if (count > slice.length) {
        slice = new char[SLICE];
      }
      chunk.getChars(at, at + count, slice, 0);
      tracker.begin(slice, count);
      int allowed = (int) Math.max(0, Math.min(count, maxLength - tracker.offset(0)));
      run(slice, 0, allowed);
      if (allowed < count && !finished()) {
        beyondLimit(allowed, count);
      }
      if (!finished()) {
        tracker.end();
      }
      at += count;
    }
  }

  /**
   * Reads what is too much. A complete array or object may still be the document: that it ends
   * within the limit counts, so white space behind it is too much only where more text follows.
   */
  private void beyondLimit(int from, int to) {
    Place first = tooMany == null ? tracker.place(tracker.offset(from)) : tooMany;
    tooMany = first;
    if (mode == Mode.AFTER && container) {
      int i = from;
      while (i < to && Lines.isBlank(slice[i])) {
        i++;
      }
      if (i == to) {
        return;
      }
      if (Lines.isEnd(slice[i])) {
        alone();
        return;
      }
    }
    fail(Fault.LENGTH, first, "at most " + maxLength + " characters");
  }

  private void run(char[] c, int from, int to) {
    int i = from;
    while (i < to && !finished()) {
      boolean single = replay.isBehind();
      int end = single ? i + 1 : to;
      int before = i;
      i =
          switch (mode) {
            case SEARCH -> search(c, i, end);
            case CANDIDATE -> candidate(c, i, end);
            case AFTER -> after(c, i);
            case FENCE_IN_DOCUMENT -> fenceInDocument(c, i, end);
            case DONE, FAILED -> i;
          };
      steps += i - before + 1;
      if (single && i == end && !finished()) {
        replay.release();
      }
    }
  }

  private int search(char[] c, int from, int to) {
    for (int i = from; i < to; i++) {
      failed.next(c[i], scanner.run());
      if (scanner.accept(c[i])) {
        container = c[i] == '{' || c[i] == '[';
        replay.begin(c[i]);
        lineHasText = true;
        mode = Mode.CANDIDATE;
        machine.start();
        events.started();
        return i;
      }
    }
    return to;
  }

  private int candidate(char[] c, int from, int to) {
    boolean wasSettled = machine.settled();
    int i = machine.feed(c, from, to);
    if (!wasSettled) {
      unsettled(c, from, i);
    }
    switch (machine.status()) {
      case OPEN -> {}
      case DONE -> mode = machine.settled() ? Mode.DONE : Mode.AFTER;
      case TOO_DEEP ->
          fail(Fault.DEPTH, placeOf(i), "no more than the allowed depth of objects and arrays");
      case NUMBER_TOO_LONG ->
          fail(Fault.LENGTH, placeOf(i), "no more than the allowed length of a number");
      case INVALID -> {
        return machine.settled() ? misfit(c[i], i) : notJson(c[i], i);
      }
    }
    return i;
  }

  private void unsettled(char[] c, int from, int to) {
    if (scanner.onInfoLine() && Lines.hasEnd(c, from, to)) {
      scanner.lineEnded();
    }
    replay.record(c, from, to);
    lineHasText = Lines.endInText(c, from, to, lineHasText);
    if (machine.settled()) {
      events.settled();
    }
  }

  /** A settled document cannot go on: it ends at its closing fence, or is broken. */
  private int misfit(char c, int i) {
    if (scanner.isFenceMark(c) && !machine.inString()) {
      fencePlace = placeOf(i);
      scanner.run().begin(c, false);
      mode = Mode.FENCE_IN_DOCUMENT;
      return i + 1;
    }
    fail(Fault.INVALID, placeOf(i), machine.expected());
    return i;
  }

  private int fenceInDocument(char[] c, int from, int to) {
    for (int i = from; i < to; i++) {
      if (c[i] != scanner.run().mark()) {
        failAtFence(Fault.INVALID);
        return i;
      }
      scanner.run().add();
      if (scanner.runCloses()) {
        failAtFence(Fault.TRUNCATED);
        return i;
      }
    }
    return to;
  }

  private void failAtFence(Fault fault) {
    Place place = fencePlace;
    if (place != null) {
      fail(fault, place, machine.expected());
    }
  }

  /** The candidate was prose; the search goes on at this character. */
  private int notJson(char c, int i) {
    if (container) {
      failed.add(c, tracker.offset(i), machine.expected(), scanner);
    }
    events.dropped();
    backToProse(i, lineHasText);
    return i;
  }

  /** Reads one character behind a complete candidate that is not settled. */
  private int after(char[] c, int i) {
    char ch = c[i];
    MarkRun run = scanner.run();
    if (run.active() && ch != run.mark()) {
      if (run.fence() || run.mark() == '~') {
        notAlone(i);
        return i;
      }
      run.clear();
    }
    if (MarkRun.isMark(ch)) {
      mark(ch, i);
    } else if (Lines.isEnd(ch)) {
      alone();
      return i;
    } else if (Lines.isBlank(ch)) {
      replay.record(ch);
    } else {
      notAlone(i);
      return i;
    }
    return i + 1;
  }

  private void mark(char ch, int i) {
    MarkRun run = scanner.run();
    if (run.active()) {
      run.add();
    } else {
      run.begin(ch, false);
    }
    replay.record(ch);
    if (scanner.runCloses()) {
      alone();
    } else if (!scanner.isFenceMark(ch) && (run.fence() || ch == '~')) {
      notAlone(i + 1);
      replay.release();
    }
  }

  private void alone() {
    if (container) {
      events.settled();
      mode = Mode.DONE;
    } else {
      keep();
      replay.discard();
      backToProse(0, true);
    }
  }

  private void notAlone(int i) {
    if (container && !scanner.onInfoLine()) {
      keep();
    } else {
      events.dropped();
    }
    backToProse(i, true);
  }

  private void keep() {
    if (fallback) {
      events.dropped();
    } else {
      fallback = true;
      events.kept();
    }
  }

  private void backToProse(int index, boolean textOnLine) {
    scanner.resume(textOnLine);
    mode = Mode.SEARCH;
    if (replay.isDue()) {
      scanner.run().clear();
      replay.run(index, this::run);
    }
  }

  /** Reads the end of the text. */
  public void complete() {
    if (mode == Mode.CANDIDATE) {
      machine.endOfText();
      if (machine.status() == JsonMachine.Status.DONE) {
        mode = Mode.AFTER;
      } else if (fallback && !machine.settled()) {
        events.dropped();
        mode = Mode.SEARCH;
      } else {
        fail(Fault.TRUNCATED, end(), "the rest of the document");
      }
    }
    if (mode == Mode.AFTER) {
      MarkRun run = scanner.run();
      if (run.active() && (run.fence() || run.mark() == '~')) {
        notAlone(0);
        complete();
        return;
      }
      alone();
    }
    if (mode == Mode.FENCE_IN_DOCUMENT) {
      failAtFence(Fault.INVALID);
    } else if (mode == Mode.SEARCH) {
      endOfSearch();
    }
  }

  private void endOfSearch() {
    Failure first = failed.first(scanner.run());
    if (fallback) {
      events.chosen();
      mode = Mode.DONE;
    } else if (first != null) {
      fail(first.fault(), first.place(), first.expected());
    } else {
      fail(Fault.EMPTY, end(), "a JSON document");
    }
  }

  private Place end() {
    return tracker.place(tracker.offset(0));
  }

  private Place placeOf(int index) {
    return tracker.place(tracker.offset(index));
  }

  private void fail(Fault fault, Place place, String expected) {
    failure = new Failure(fault, place, expected);
    mode = Mode.FAILED;
  }
}
