package dev.runnel.processor.model;

/**
 * Writes text as it can stand in a source file, whatever it holds and in whatever encoding the
 * compiler writes and reads that file: as ASCII.
 */
public final class SourceText {
  private static final int LAST_OF_ASCII = 0x7e;

  private SourceText() {}

  /**
   * Writes a string literal on one line. Behind half a character, javac takes a backslash for two.
   *
   * @param text its text
   * @return the literal, with its quotes
   */
  public static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBehindHalf = i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
      literal.append(c == '\\' && isBehindHalf ? "\\134" : inLiteral(c));
    }
    return literal.append('"').toString();
  }

  /**
   * Writes a literal of one character.
   *
   * @param c the character
   * @return the literal, with its quotes
   */
  public static String literal(char c) {
    return "'" + (c == '\'' ? "\\'" : inLiteral(c)) + "'";
  }

  private static String inLiteral(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> c < ' ' || c > LAST_OF_ASCII ? escape(c) : String.valueOf(c);
    };
  }

  /**
   * Writes source text with Unicode escapes for all that is not ASCII. An escape is one only behind
   * an even number of backslashes; in what we generate, all backslashes are in literals, where they
   * stand in pairs or before a letter.
   *
   * @param source source text
   * @return source text that means the same
   */
  public static String ascii(String source) {
    StringBuilder ascii = new StringBuilder(source.length());
    int copied = 0;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c > LAST_OF_ASCII) {
        ascii.append(source, copied, i).append(escape(c));
        copied = i + 1;
      }
    }
    return copied == 0 ? source : ascii.append(source, copied, source.length()).toString();
  }

  private static String escape(char c) {
    String digits = Integer.toHexString(c);
    return "\\u" + "0".repeat(4 - digits.length()) + digits;
  }
}
