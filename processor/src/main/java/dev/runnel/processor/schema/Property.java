package dev.runnel.processor.schema;

import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/**
 * One property of an object.
 *
 * @param name its name in Java
 * @param json its name in JSON
 * @param type its type, with the arguments of the class around it
 * @param annotated all of its annotations
 * @param element where it is declared
 * @param comment what Javadoc says of it; empty for nothing
 */
record Property(
    String name,
    String json,
    TypeMirror type,
    Annotated annotated,
    Element element,
    String comment) {
  Property named(String other) {
    return new Property(name, other, type, annotated, element, comment);
  }

  /** Describes it; empty if nothing does. */
  String description() {
    String given = Descriptions.given(annotated);
    return given.isEmpty() ? comment : given;
  }
}
