package dev.runnel.processor.schema;

import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** Finds what describes types and properties: an annotation, else Javadoc. */
final class Descriptions {
  private static final String DESCRIPTION = "dev.runnel.annotations.Description";
  private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@(?=[a-zA-Z])");

  private final Elements elements;

  Descriptions(Elements elements) {
    this.elements = elements;
  }

  /** Describes a type; empty if nothing does. */
  String ofType(Element type) {
    Annotated annotated = Annotated.of(type);
    String given = annotated.text(DESCRIPTION, "value");
    if (given.isEmpty()) {
      given = annotated.text(Jackson.CLASS_DESCRIPTION, "value");
    }
    return given.isEmpty() ? comment(type) : given;
  }

  /** Describes a property by its annotations; empty if none does. */
  static String given(Annotated annotated) {
    String given = annotated.text(DESCRIPTION, "value");
    return given.isEmpty() ? annotated.text(Jackson.PROPERTY_DESCRIPTION, "value") : given;
  }

  /** Reads the main text of a comment; empty if there is none. */
  String comment(Element element) {
    String comment = elements.getDocComment(element);
    return comment == null ? "" : PlainText.of(BLOCK_TAG.split(comment, 2)[0]);
  }

  /** Reads what a comment says of a parameter, or of a record's component; empty if nothing. */
  String parameter(Element documented, String name) {
    String comment = elements.getDocComment(documented);
    if (comment == null) {
      return "";
    }
    Pattern tag =
        Pattern.compile("param\\s+" + Pattern.quote(name) + "(?:\\s+(.*))?", Pattern.DOTALL);
    return BLOCK_TAG
        .splitAsStream(comment)
        .skip(1)
        .map(block -> tag.matcher(block.strip()))
        .filter(matcher -> matcher.matches() && matcher.group(1) != null)
        .map(matcher -> PlainText.of(matcher.group(1)))
        .findFirst()
        .orElse("");
  }
}
