package dev.runnel.json.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/** Reads one text in chunks and gives the complete elements of one array. Not thread-safe. */
public final class ElementReader {
  private final ReadRules rules;
  private final ElementFinder elements;
  private final DocumentFinder finder;
  private @Nullable Failure failure;
  private boolean over;

  /**
   * Makes a reader for one text.
   *
   * @param rules what is accepted
   * @param pointer where the array is
   */
  public ElementReader(ReadRules rules, JsonPointer pointer) {
    this.rules = rules;
    elements = new ElementFinder(pointer);
    finder = new DocumentFinder(rules, elements);
  }

  /**
   * Reads a chunk.
   *
   * @param chunk the text, cut anywhere
   */
  public void feed(String chunk) {
    if (!over) {
      finder.feed(chunk);
      checkFailure();
    }
  }

  /** Reads the end of the text. */
  public void complete() {
    if (!over) {
      finder.complete();
      checkFailure();
    }
  }

  private void checkFailure() {
    Failure found = finder.failure();
    if (found == null) {
      return;
    }
    over = true;
    if (rules.forgives(found.fault())) {
      elements.release();
    } else {
      failure = found;
    }
  }

  /**
   * Takes the next element that is there.
   *
   * @return the element; null if there is none now
   */
  public ElementFinder.@Nullable Found poll() {
    return elements.poll();
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
   * Returns the error that the reader fails with.
   *
   * @return the error; null if there is none, or if it is to be forgiven
   */
  public @Nullable Failure failure() {
    return failure;
  }
}
