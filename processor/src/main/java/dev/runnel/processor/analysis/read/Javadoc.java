package dev.runnel.processor.analysis.read;

import java.text.BreakIterator;
import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** Reads Javadoc comments. */
public final class Javadoc {
  private Javadoc() {}

  /** Returns the first sentence of an element's comment on one line; empty if it has none. */
  public static String sentence(Elements elements, Element element) {
    String comment = elements.getDocComment(element);
    if (comment == null) {
      return "";
    }
    String description = comment.split("(?m)^\\s*(@|<p>|$)", 2)[0];
    String text = description.strip().replaceAll("\\s+", " ");
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    sentences.setText(text);
    int end = sentences.next();
    return end == BreakIterator.DONE ? text : text.substring(0, end).strip();
  }
}
