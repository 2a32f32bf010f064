package dev.runnel.processor.schema;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.SchemaProblems;
import dev.runnel.processor.schema.Annotated.Found;
import java.util.Optional;

/** Follows {@code @JsonFormat}, as far as it names a pattern for a date or a time. */
final class Formats {
  private Formats() {}

  /** Changes the schema of a property; or says why nobody can know it. */
  static Optional<Problem> apply(Node node, Property property) {
    Found format = property.annotated().find(Jackson.FORMAT);
    if (format == null) {
      return Optional.empty();
    }
    String shape = format.constant("shape");
    boolean isText = node.isOfType("string") && !node.has("enum");
    if (!isText || !(shape.isEmpty() || shape.equals("ANY") || shape.equals("STRING"))) {
      return Optional.of(
          SchemaProblems.unknownJson(
              Position.of(property.element()),
              "'" + property.name() + "'",
              "its @JsonFormat gives it another form",
              "Remove @JsonFormat, or use a type that has this form."));
    }
    String pattern = format.text("pattern");
    if (!pattern.isEmpty()) {
      node.keywords().remove("format");
      node.keywords().remove("pattern");
      node.put("description", "In the format " + pattern + ".");
    }
    return Optional.empty();
  }
}
