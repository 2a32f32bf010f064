package dev.runnel.processor.schema;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.SchemaProblems;
import dev.runnel.processor.schema.Annotated.Found;
import dev.runnel.processor.schema.TypeIds.TypeId;
import dev.runnel.processor.schema.TypeSchemas.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Writes the schemas of records and classes, and of those that are one of several. */
final class ObjectSchemas {
  private final Descriptions descriptions;
  private final SchemaWriter writer;
  private final ClassShapes shapes;
  private final PropertyNames names;
  private final TypeIds ids;
  private final Nullness nullness;

  ObjectSchemas(
      Elements elements,
      Types types,
      Descriptions descriptions,
      SchemaUse use,
      SchemaWriter writer) {
    this.descriptions = descriptions;
    this.writer = writer;
    this.shapes = new ClassShapes(types, descriptions, use);
    this.names = new PropertyNames(use);
    this.ids = new TypeIds(elements, types);
    this.nullness = new Nullness(elements);
  }

  /** Writes the definition of a class, with its description. */
  Node ofClass(DeclaredType type, Site site) {
    TypeElement element = (TypeElement) type.asElement();
    Node node = ids.isChoice(element) ? ofChoice(type) : ofConcrete(type, site);
    String description = descriptions.ofType(element);
    return node.has("description") ? node : node.described(description);
  }

  private Node ofChoice(DeclaredType type) {
    List<Node> choices = new ArrayList<>();
    List<DeclaredType> subtypes = required(ids.subtypes(type)).orElse(List.of());
    for (DeclaredType subtype : subtypes) {
      Site site = new Site(Position.of(subtype.asElement()), Names.shown(subtype));
      boolean isItself = subtype.asElement().equals(type.asElement());
      choices.add(isItself ? ofConcrete(subtype, site) : writer.reference(subtype, site));
    }
    return new Node().put("anyOf", List.copyOf(choices));
  }

  private Node ofConcrete(DeclaredType type, Site site) {
    TypeElement element = (TypeElement) type.asElement();
    Annotated annotated = Annotated.of(element);
    Optional<String> unknown = Jackson.unknownOnType(annotated);
    if (unknown.isPresent()) {
      writer.report(unknown(Position.of(element), element, unknown.get()));
      return new Node();
    }
    ClassShape shape = required(shapes.of(type)).orElse(ClassShape.of(List.of()));
    if (shape.delegate() != null) {
      Shape read = writer.typeSchema(shape.delegate(), site);
      return read.isNullable() ? read.node().orNull() : read.node();
    }
    List<Property> properties =
        required(names.of(element, annotated, shape.properties())).orElse(List.of());
    Optional<TypeId> id = required(ids.of(element)).flatMap(each -> each);
    if (id.isPresent() && id.get().isWrapper()) {
      String name = String.valueOf(id.get().id());
      return Node.ofType("object")
          .put("properties", new Node().put(name, of(properties, Optional.empty())))
          .put("required", List.of(name));
    }
    return of(properties, id);
  }

  /** Lists the properties of a class, as far as they are known. */
  List<Property> properties(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    if (ids.isChoice(element)) {
      return List.of();
    }
    return shapes
        .of(type)
        .toOptional()
        .filter(shape -> shape.delegate() == null)
        .flatMap(shape -> names.of(element, Annotated.of(element), shape.properties()).toOptional())
        .orElse(List.of());
  }

  private static Problem unknown(Position at, TypeElement element, String annotation) {
    return SchemaProblems.unknownJson(
        at,
        element.getSimpleName().toString(),
        "it has " + annotation,
        "Remove " + annotation + ", or use a record that has the properties of the JSON.");
  }

  private <T> Optional<T> required(Result<T> result) {
    result.problems().forEach(writer::report);
    return result.toOptional();
  }

  /** Writes an object; what tells its class comes first. */
  Node of(List<Property> properties, Optional<TypeId> id) {
    Node all = new Node();
    List<String> needed = new ArrayList<>();
    if (id.isPresent() && id.get().id() != null) {
      String value = String.valueOf(id.get().id());
      all.put(id.get().property(), Node.ofType("string").put("enum", List.of(value)));
      needed.add(id.get().property());
    }
    for (Property property : properties) {
      if (property.annotated().has(Jackson.UNWRAPPED)) {
        addUnwrapped(property, all, needed);
      } else if (!all.has(property.json())) {
        Shape shape = ofProperty(property);
        all.put(property.json(), described(shape, property));
        if (!shape.isNullable() || isDemanded(property)) {
          needed.add(property.json());
        }
      }
    }
    Node node = Node.ofType("object").put("properties", all);
    return needed.isEmpty() ? node : node.put("required", needed);
  }

  private static boolean isDemanded(Property property) {
    Found found = property.annotated().find(Jackson.PROPERTY);
    return found != null && (found.flag("required") || found.constant("isRequired").equals("TRUE"));
  }

  private static Node described(Shape shape, Property property) {
    Node node = shape.isNullable() ? shape.node().orNull() : shape.node();
    String description = property.description();
    boolean hasFormat = property.annotated().has(Jackson.FORMAT) && node.has("description");
    return node.described(hasFormat ? description + " " + node.get("description") : description);
  }

  private Shape ofProperty(Property property) {
    Annotated annotated = property.annotated();
    Optional<String> unknown = Jackson.unknownOnProperty(annotated);
    if (unknown.isPresent()) {
      writer.report(
          SchemaProblems.unknownJson(
              Position.of(property.element()),
              "'" + property.name() + "'",
              "it has " + unknown.get(),
              "Remove " + unknown.get() + ", or use a type that has the form of the JSON."));
      return new Shape(new Node(), false);
    }
    Shape shape = writer.typeSchema(property.type(), Site.of(property));
    Constraints.apply(shape.node(), annotated);
    Formats.apply(shape.node(), property).ifPresent(writer::report);
    boolean isNullable =
        shape.isNullable()
            || Nullness.isNullable(annotated)
            || nullness.isBoxedForNull(property.type(), annotated, property.element());
    return new Shape(shape.node(), isNullable && !property.type().getKind().isPrimitive());
  }

  /** The properties of an unwrapped object stand among those of the object around it. */
  private void addUnwrapped(Property property, Node all, List<String> needed) {
    if (property.type().getKind() != TypeKind.DECLARED
        || ids.isChoice((TypeElement) ((DeclaredType) property.type()).asElement())) {
      writer.report(
          SchemaProblems.noSchema(
              Position.of(property.element()),
              Site.of(property).what(),
              "@JsonUnwrapped needs a record or a class",
              "Remove @JsonUnwrapped."));
      return;
    }
    DeclaredType type = (DeclaredType) property.type();
    TypeElement element = (TypeElement) type.asElement();
    ClassShape shape = required(shapes.of(type)).orElse(ClassShape.of(List.of()));
    Found unwrapped = property.annotated().find(Jackson.UNWRAPPED);
    String prefix = unwrapped == null ? "" : unwrapped.text("prefix");
    String suffix = unwrapped == null ? "" : unwrapped.text("suffix");
    List<Property> inner =
        required(names.of(element, Annotated.of(element), shape.properties())).orElse(List.of());
    List<Property> renamed =
        inner.stream().map(each -> each.named(prefix + each.json() + suffix)).toList();
    Node flattened = of(renamed, Optional.empty());
    if (flattened.get("properties") instanceof Node more) {
      more.keywords().forEach(all::put);
    }
    if (flattened.get("required") instanceof List<?> names
        && !Nullness.isNullable(property.annotated())) {
      names.forEach(name -> needed.add(name.toString()));
    }
  }
}
