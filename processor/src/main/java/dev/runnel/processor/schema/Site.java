package dev.runnel.processor.schema;

import dev.runnel.processor.diagnostic.Position;
import javax.lang.model.element.Element;

/**
 * What a type is needed for.
 *
 * @param position where errors are shown
 * @param what what has the type, in the user's words
 */
record Site(Position position, String what) {
  static Site of(Property property) {
    Element owner = property.element().getEnclosingElement();
    return new Site(
        Position.of(property.element()),
        "'" + property.name() + "' of " + (owner == null ? "?" : owner.getSimpleName()));
  }
}
