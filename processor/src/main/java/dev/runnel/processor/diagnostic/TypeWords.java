package dev.runnel.processor.diagnostic;

/**
 * A type, as messages speak of it: where they say what is wrong, as people do; where they say how
 * to mend it, as the author has to write it.
 *
 * @param said such as {@code text}
 * @param written such as {@code String}
 */
public record TypeWords(String said, String written) {
  @Override
  public String toString() {
    return written;
  }
}
