package dev.runnel.languageserver.text;

import java.nio.file.Path;

/**
 * The text of a Java file, as it is in the editor or on the disk.
 *
 * @param path the file
 * @param uri its address, as the editor writes it
 * @param version the number that the editor gives this text
 * @param text the text
 * @param lines its lines
 */
public record SourceText(Path path, String uri, int version, String text, Lines lines) {
  /** Takes a text. */
  public static SourceText of(Path path, String uri, int version, String text) {
    return new SourceText(path, uri, version, text, new Lines(text));
  }

  /** Takes another text in place of this one. */
  public SourceText with(String other) {
    return of(path, uri, version, other);
  }

  /** Tells whether the file may have something to do with Runnel. */
  public boolean concernsRunnel() {
    return text.contains("dev.runnel");
  }
}
