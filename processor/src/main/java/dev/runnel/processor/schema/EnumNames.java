package dev.runnel.processor.schema;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.SchemaProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Finds the texts that Jackson reads and writes for the constants of an enum. */
final class EnumNames {
  private static final String FIX =
      "Give each constant its text with @JsonProperty(\"...\"), which Jackson prefers to toString().";

  private EnumNames() {}

  static Result<List<String>> of(TypeElement type) {
    String name = type.getSimpleName().toString();
    Optional<Problem> unknown = unknown(type, name);
    if (unknown.isPresent()) {
      return Result.rejected(unknown.get());
    }
    List<String> names = new ArrayList<>();
    for (VariableElement constant : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
        String given = Annotated.of(constant).text(Jackson.PROPERTY, "value");
        if (given.isEmpty() && hasOwnText(type)) {
          return Result.rejected(
              SchemaProblems.unknownJson(
                  Position.of(constant),
                  name,
                  "Jackson takes the text of '"
                      + constant.getSimpleName()
                      + "' from "
                      + (overridesText(type)
                          ? "its toString()"
                          : "toString(), which a constant with a body may override"),
                  FIX));
        }
        names.add(given.isEmpty() ? constant.getSimpleName().toString() : given);
      }
    }
    return Result.ok(names);
  }

  private static Optional<Problem> unknown(TypeElement type, String name) {
    for (Element member : type.getEnclosedElements()) {
      Annotated annotated = Annotated.of(member);
      if (annotated.has(Jackson.VALUE)) {
        return Optional.of(
            SchemaProblems.unknownJson(
                Position.of(member),
                name,
                "@JsonValue takes the texts from '" + member.getSimpleName() + "'",
                "Remove @JsonValue, and give each constant its text with @JsonProperty(\"...\")."));
      }
      if (annotated.has(Jackson.CREATOR)) {
        return Optional.of(
            SchemaProblems.unknownJson(
                Position.of(member),
                name,
                "@JsonCreator reads it by '" + member.getSimpleName() + "'",
                "Remove @JsonCreator, and give each constant its text with @JsonProperty(\"...\")."));
      }
    }
    Annotated annotated = Annotated.of(type);
    Optional<String> annotation = Jackson.unknownOnType(annotated);
    if (annotation.isEmpty() && annotated.has(Jackson.FORMAT)) {
      annotation = Optional.of("@JsonFormat");
    }
    return annotation.map(
        each ->
            SchemaProblems.unknownJson(
                Position.of(type),
                name,
                "it has " + each,
                "Remove "
                    + each
                    + ", and give each constant its text with @JsonProperty(\"...\")."));
  }

  private static boolean hasOwnText(TypeElement type) {
    return overridesText(type) || !type.getModifiers().contains(Modifier.FINAL);
  }

  private static boolean overridesText(TypeElement type) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .anyMatch(
            method ->
                method.getSimpleName().contentEquals("toString")
                    && method.getParameters().isEmpty());
  }
}
