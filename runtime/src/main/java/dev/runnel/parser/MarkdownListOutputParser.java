package dev.runnel.parser;

import dev.runnel.Transformer;
import java.util.Optional;

/**
 * Reads a Markdown list: each line that begins with {@code -}, {@code *} or {@code +} and a space
 * is an item. Other lines are passed over.
 */
public final class MarkdownListOutputParser extends ListOutputParser {
  /** Makes a parser. */
  public MarkdownListOutputParser() {}

  @Override
  public Transformer<String, String> newTransformer() {
    return new LineItems(MarkdownListOutputParser::item);
  }

  private static Optional<String> item(String line) {
    boolean marked =
        line.length() > 2
            && "-*+".indexOf(line.charAt(0)) >= 0
            && Character.isWhitespace(line.charAt(1));
    return marked ? Optional.of(line.substring(2).strip()) : Optional.empty();
  }
}
