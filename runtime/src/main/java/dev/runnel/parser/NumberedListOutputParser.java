package dev.runnel.parser;

import dev.runnel.Transformer;
import java.util.Optional;

/**
 * Reads a numbered list: each line such as {@code 1. red} or {@code 2) green} is an item. Other
 * lines are passed over.
 */
public final class NumberedListOutputParser extends ListOutputParser {
  /** Makes a parser. */
  public NumberedListOutputParser() {}

  @Override
  public Transformer<String, String> newTransformer() {
    return new LineItems(NumberedListOutputParser::item);
  }

  private static Optional<String> item(String line) {
    int digits = 0;
    while (digits < line.length() && Character.isDigit(line.charAt(digits))) {
      digits++;
    }
    boolean marked =
        digits > 0
            && digits + 1 < line.length()
            && (line.charAt(digits) == '.' || line.charAt(digits) == ')')
            && Character.isWhitespace(line.charAt(digits + 1));
    return marked ? Optional.of(line.substring(digits + 1).strip()) : Optional.empty();
  }
}
