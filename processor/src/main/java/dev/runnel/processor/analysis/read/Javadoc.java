package dev.runnel.processor.analysis.read;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** Reads Javadoc comments. */
public final class Javadoc {
  private static final Pattern REST = Pattern.compile("(?m)^\\s*(@|<p>|$)");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Never used itself, for it has a state: what it knows is read from a file, so it is copied. */
  private static final BreakIterator SENTENCES = BreakIterator.getSentenceInstance(Locale.ENGLISH);

  private Javadoc() {}

  /** Returns the first sentence of an element's comment on one line; empty if it has none. */
  public static String sentence(Elements elements, Element element) {
    String comment = elements.getDocComment(element);
    if (comment == null) {
      return "";
    }
    String description = REST.split(comment, 2)[0];
    String text = BLANKS.matcher(description.strip()).replaceAll(" ");
    BreakIterator sentences = (BreakIterator) SENTENCES.clone();
    sentences.setText(text);
    int end = sentences.next();
    return end == BreakIterator.DONE ? text : text.substring(0, end).strip();
  }
}
