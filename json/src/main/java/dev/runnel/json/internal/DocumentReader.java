package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one text in chunks and gives the value that it shows.
 *
 * <p>Not thread-safe; the values that it gives are immutable.
 */
public final class DocumentReader {
  private final ReadRules rules;
  private final DocumentTree tree = new DocumentTree();
  private final DocumentFinder finder;
  private long version;
  private int openLength;
  private boolean over;
  private @Nullable Failure failure;

  /**
   * Makes a reader for one text.
   *
   * @param rules what is accepted
   */
  public DocumentReader(ReadRules rules) {
    this.rules = rules;
    finder = new DocumentFinder(rules, tree);
  }

  /**
   * Reads a chunk.
   *
   * @param chunk the text, cut anywhere
   * @return the best value now, or null if there is none or nothing has happened; it may equal the
   *     one before
   */
  public @Nullable JsonNode feed(String chunk) {
    if (over) {
      return null;
    }
    finder.feed(chunk);
    return finder.failure() == null ? changed() : failed(finder.failure());
  }

  /**
   * Reads the end of the text.
   *
   * @return as {@link #feed} does
   */
  public @Nullable JsonNode complete() {
    if (over) {
      return null;
    }
    finder.complete();
    if (finder.failure() != null) {
      return failed(finder.failure());
    }
    return changed();
  }

  /**
   * Returns the error that the reader fails with.
   *
   * @return the error; null if there is none, or if it is to be forgiven
   */
  public @Nullable Failure failure() {
    return failure;
  }

  /**
   * Returns the last good value.
   *
   * @return the value, or null if there was none
   */
  public @Nullable JsonNode lastGood() {
    return tree.lastGood();
  }

  /**
   * Returns the document.
   *
   * @return the value of the document once it is complete; null before, and after an error
   */
  public @Nullable JsonNode document() {
    return !over && finder.finished() ? tree.result() : null;
  }

  /**
   * Returns whether what follows is ignored.
   *
   * @return whether the document is complete for good, or there was an error
   */
  public boolean finished() {
    return finder.finished();
  }

  /**
   * Returns how many values have become complete, whatever became of them.
   *
   * @return a number that changes when a value becomes complete
   */
  public long completed() {
    return tree.completed();
  }

  /** How many characters were looked at, repetitions included, and how many turns that took. */
  long steps() {
    return finder.steps();
  }

  private @Nullable JsonNode changed() {
    long newVersion = tree.version();
    int newLength = tree.openLength();
    if (newVersion == version && newLength == openLength) {
      return null;
    }
    version = newVersion;
    openLength = newLength;
    return tree.shown();
  }

  private @Nullable JsonNode failed(Failure found) {
    over = true;
    JsonNode last = tree.lastGood();
    boolean kept = last != null && rules.forgives(found.fault());
    if (kept || rules.forgivesAll()) {
      return last;
    }
    failure = found;
    return null;
  }
}
