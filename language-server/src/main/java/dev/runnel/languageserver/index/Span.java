package dev.runnel.languageserver.index;

/**
 * A piece of a text.
 *
 * @param start where it begins
 * @param end where it ends
 */
public record Span(int start, int end) {
  /** No piece. */
  public static final Span NONE = new Span(-1, -1);

  /** Tells whether an offset is inside, or at its end. */
  public boolean contains(int offset) {
    return start >= 0 && start <= offset && offset <= end;
  }

  /** Tells whether there is such a piece at all. */
  public boolean exists() {
    return start >= 0 && end >= start;
  }
}
