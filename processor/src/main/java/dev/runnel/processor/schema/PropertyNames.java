package dev.runnel.processor.schema;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.SchemaProblems;
import dev.runnel.processor.schema.Annotated.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Gives properties their names in JSON, leaves out what is not for JSON, and puts them in order.
 */
final class PropertyNames {
  private final SchemaUse use;

  PropertyNames(SchemaUse use) {
    this.use = use;
  }

  Result<List<Property>> of(TypeElement element, Annotated annotated, List<Property> properties) {
    Optional<UnaryOperator<String>> strategy = strategy(annotated);
    if (strategy.isEmpty()) {
      return Result.rejected(
          SchemaProblems.unknownJson(
              Position.of(element),
              element.getSimpleName().toString(),
              "its @JsonNaming is none of the standard strategies",
              "Use one of PropertyNamingStrategies, or name each property with @JsonProperty."));
    }
    List<Property> named =
        properties.stream()
            .filter(property -> isIn(property, annotated))
            .map(property -> named(property, strategy.get()))
            .toList();
    return Result.ok(ordered(named, annotated.find(Jackson.PROPERTY_ORDER)));
  }

  private static Optional<UnaryOperator<String>> strategy(Annotated annotated) {
    Found naming = annotated.find(Jackson.NAMING);
    TypeMirror type = naming == null ? null : naming.type("value");
    return type == null ? Optional.of(name -> name) : NamingStrategy.of(Names.qualified(type));
  }

  private Property named(Property property, UnaryOperator<String> strategy) {
    String explicit = Jackson.explicitName(property.annotated(), use);
    return property.named(explicit.isEmpty() ? strategy.apply(property.json()) : explicit);
  }

  private boolean isIn(Property property, Annotated ofClass) {
    Annotated annotated = property.annotated();
    Found access = annotated.find(Jackson.PROPERTY);
    String not = use == SchemaUse.READ ? "READ_ONLY" : "WRITE_ONLY";
    return !Jackson.isIgnored(annotated)
        && !isIgnoredByName(property, ofClass.find(Jackson.IGNORE_PROPERTIES))
        && !(use == SchemaUse.READ && annotated.has(Jackson.INJECT))
        && !isOfIgnoredType(property.type())
        && (access == null || !access.constant("access").equals(not));
  }

  private static boolean isIgnoredByName(Property property, @Nullable Found ignored) {
    String explicit = Jackson.explicitName(property.annotated(), SchemaUse.READ);
    String name = explicit.isEmpty() ? property.name() : explicit;
    return ignored != null && ignored.values("value").contains(name);
  }

  private static boolean isOfIgnoredType(TypeMirror type) {
    return type instanceof javax.lang.model.type.DeclaredType declared
        && Annotated.of(declared.asElement()).has(Jackson.IGNORE_TYPE);
  }

  private static List<Property> ordered(List<Property> properties, @Nullable Found order) {
    if (order == null) {
      return properties;
    }
    List<Property> rest = new ArrayList<>(properties);
    if (order.flag("alphabetic")) {
      rest.sort(java.util.Comparator.comparing(Property::json));
    }
    List<Property> ordered = new ArrayList<>();
    for (Object name : order.values("value")) {
      rest.stream()
          .filter(each -> each.json().equals(name) || each.name().equals(name))
          .findFirst()
          .ifPresent(
              each -> {
                ordered.add(each);
                rest.remove(each);
              });
    }
    ordered.addAll(rest);
    return ordered;
  }
}
