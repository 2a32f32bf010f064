package dev.runnel.processor.analysis.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a prompt's template into text and placeholders. */
final class TemplateParser {
  /** A piece of a template: text, or a path such as {@code country.name}. */
  sealed interface Piece {
    /**
     * Text, with doubled braces already single.
     *
     * @param text the text
     */
    record Text(String text) implements Piece {}

    /**
     * A placeholder.
     *
     * @param path its names, between dots
     * @param at where it begins in the template
     */
    record Path(List<String> path, int at) implements Piece {}

    /** The place of the schema of what a model is to answer with. */
    record Schema() implements Piece {}
  }

  /**
   * What is wrong with a template.
   *
   * @param why what is wrong
   * @param fix how to mend it
   */
  record Mistake(String why, String fix) {}

  private final String template;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int at;

  private TemplateParser(String template) {
    this.template = template;
  }

  static TemplateParser parse(String template) {
    TemplateParser parser = new TemplateParser(template);
    while (parser.at < template.length()) {
      parser.next();
    }
    parser.endText();
    return parser;
  }

  List<Piece> pieces() {
    return pieces;
  }

  Optional<Mistake> mistake() {
    return mistakes.stream().findFirst();
  }

  private void next() {
    char c = template.charAt(at);
    boolean brace = c == '{' || c == '}';
    if (brace && at + 1 < template.length() && template.charAt(at + 1) == c) {
      text.append(c);
      at += 2;
    } else if (c == '{') {
      placeholder();
    } else if (c == '}') {
      mistakes.add(
          new Mistake(
              "the brace " + place(template, at) + " closes nothing", "Write }} for a brace."));
      at++;
    } else {
      text.append(c);
      at++;
    }
  }

  private void placeholder() {
    int end = template.indexOf('}', at);
    if (end < 0) {
      mistakes.add(
          new Mistake(
              "the brace " + place(template, at) + " is never closed", "Write {{ for a brace."));
      at = template.length();
      return;
    }
    String name = template.substring(at + 1, end);
    if (name.equals("@schema")) {
      endText();
      pieces.add(new Piece.Schema());
      at = end + 1;
      return;
    }
    List<String> path = List.of(name.split("\\.", -1));
    if (path.stream().allMatch(TemplateParser::isIdentifier)) {
      endText();
      pieces.add(new Piece.Path(path, at));
    } else {
      mistakes.add(
          new Mistake(
              "{" + name + "}, " + place(template, at) + ", is no placeholder",
              "Name a parameter, such as {topic} or {country.name}, or write {{ and }} for"
                  + " braces."));
    }
    at = end + 1;
  }

  /**
   * Says where something is in a template. Compilers point to the template as a whole, since what
   * stands in the source differs from its text.
   */
  static String place(String template, int at) {
    int line = (int) template.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    int column = at - template.lastIndexOf('\n', at - 1);
    return template.strip().contains("\n")
        ? "in line " + line + ", column " + column + " of the text"
        : "at character " + column + " of the text";
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && Character.isJavaIdentifierStart(name.codePointAt(0))
        && name.codePoints().allMatch(Character::isJavaIdentifierPart);
  }

  private void endText() {
    if (!text.isEmpty()) {
      pieces.add(new Piece.Text(text.toString()));
      text.setLength(0);
    }
  }
}
