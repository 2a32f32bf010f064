package dev.runnel.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A source that a text of a model relies on.
 *
 * @param url the address of the source; null if it has none
 * @param title the title of the source; null if it has none
 * @param citedText what the source says; null if that is not told
 * @param start where in the text the cited piece starts; null if that is not told
 * @param end where in the text it ends; null if that is not told
 * @param extras what a provider adds
 */
public record Citation(
    @Nullable String url,
    @Nullable String title,
    @Nullable String citedText,
    @Nullable Integer start,
    @Nullable Integer end,
    Extras extras) {
  /** Checks that there are extras. */
  public Citation {
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
  }

  /**
   * Makes a citation of a page.
   *
   * @param url the address of the source
   * @param title the title of the source
   */
  public Citation(String url, String title) {
    this(url, title, null, null, null, Extras.NONE);
  }
}
