package dev.runnel.processor.schema;

import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.SchemaProblems;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Writes the schema of any type: of scalars, lists and maps itself, of a class as a reference. */
final class TypeSchemas {
  /** A schema, and whether null is meant as well. */
  record Shape(Node node, boolean isNullable) {
    static Shape of(Node node) {
      return new Shape(node, false);
    }
  }

  private static final Set<String> OPTIONAL_NUMBERS =
      Set.of("java.util.OptionalInt", "java.util.OptionalLong");

  private final TypeSystem typeSystem;
  private final Types types;
  private final Descriptions descriptions;
  private final SchemaWriter writer;

  TypeSchemas(Elements elements, Types types, Descriptions descriptions, SchemaWriter writer) {
    this.typeSystem = new TypeSystem(elements, types);
    this.types = types;
    this.descriptions = descriptions;
    this.writer = writer;
  }

  /** Writes the schema of a type, with the constraints that stand on the type itself. */
  Shape of(TypeMirror type, Site site) {
    Shape shape = ofKind(type, site);
    Annotated annotated = Annotated.of(type);
    Constraints.apply(shape.node(), annotated);
    return new Shape(shape.node(), shape.isNullable() || Nullness.isNullable(annotated));
  }

  private Shape ofKind(TypeMirror type, Site site) {
    if (type.getKind() == TypeKind.ERROR) {
      writer.report(ClassProblems.missingType(site.position(), site.what(), Names.shown(type)));
      return Shape.of(new Node());
    }
    if (type instanceof PrimitiveType primitive) {
      return Shape.of(scalar(types.boxedClass(primitive)));
    }
    if (type instanceof ArrayType array) {
      return Shape.of(ofArray(array, site));
    }
    if (type.getKind() == TypeKind.WILDCARD) {
      return of(typeSystem.given(type), site);
    }
    if (type instanceof DeclaredType declared && type.getKind() == TypeKind.DECLARED) {
      return ofDeclared(declared, site);
    }
    return Shape.of(
        none(
            site,
            "nobody knows what " + Names.shown(type) + " is",
            "Use a type without type parameters, or with their arguments."));
  }

  private Node none(Site site, String why, String fix) {
    writer.report(SchemaProblems.noSchema(site.position(), site.what(), why, fix));
    return new Node();
  }

  private static Node scalar(TypeElement boxed) {
    Node node = ScalarTypes.find(boxed.getQualifiedName().toString());
    return node == null ? new Node() : node;
  }

  private Node ofArray(ArrayType array, Site site) {
    return switch (array.getComponentType().getKind()) {
      case BYTE -> Node.ofType("string").put("contentEncoding", "base64");
      case CHAR -> Node.ofType("string");
      default -> ofItems(array.getComponentType(), site);
    };
  }

  private Node ofItems(TypeMirror item, Site site) {
    return Node.ofType("array").put("items", whole(of(item, site)));
  }

  private static Node whole(Shape shape) {
    return shape.isNullable() ? shape.node().orNull() : shape.node();
  }

  private Shape ofDeclared(DeclaredType type, Site site) {
    String name = Names.qualified(type);
    Node scalar = ScalarTypes.find(name);
    if (scalar != null) {
      return Shape.of(scalar);
    }
    if (OPTIONAL_NUMBERS.contains(name)) {
      return new Shape(Node.ofType("integer"), true);
    }
    if (name.equals("java.util.OptionalDouble")) {
      return new Shape(Node.ofType("number"), true);
    }
    if (name.equals("java.util.Optional")) {
      return new Shape(of(argument(type, name, 0), site).node(), true);
    }
    if (type.asElement().getKind() == ElementKind.ENUM) {
      return Shape.of(ofEnum((TypeElement) type.asElement()));
    }
    if (name.startsWith("java.") || name.startsWith("javax.")) {
      return Shape.of(ofContainer(type, site));
    }
    return Shape.of(writer.reference(type, site));
  }

  private Node ofContainer(DeclaredType type, Site site) {
    if (typeSystem.isA(type, "java.util.Map")) {
      return ofMap(type, site);
    }
    if (typeSystem.isA(type, "java.util.Collection") || typeSystem.is(type, "java.lang.Iterable")) {
      return ofItems(argument(type, "java.lang.Iterable", 0), site);
    }
    return none(
        site,
        "Jackson has no JSON for " + Names.shown(type),
        "Use a record, a list, a map or a type with one value.");
  }

  /**
   * Returns an argument of a supertype. The arguments of a container of the JDK are those of its
   * supertype, and taken as they are written: a supertype would have lost their annotations.
   */
  private TypeMirror argument(DeclaredType type, String supertype, int index) {
    DeclaredType view = typeSystem.as(type, supertype);
    if (view == null || view.getTypeArguments().size() <= index) {
      return typeSystem.object();
    }
    List<? extends TypeMirror> own = type.getTypeArguments();
    return own.size() == view.getTypeArguments().size()
        ? own.get(index)
        : view.getTypeArguments().get(index);
  }

  private Node ofEnum(TypeElement type) {
    Node node = Node.ofType("string");
    EnumNames.of(type)
        .map(names -> node.put("enum", List.copyOf(names)))
        .problems()
        .forEach(writer::report);
    String description = descriptions.ofType(type);
    return node.described(description);
  }

  private Node ofMap(DeclaredType type, Site site) {
    TypeMirror key = typeSystem.given(argument(type, "java.util.Map", 0));
    Node value = whole(of(argument(type, "java.util.Map", 1), site));
    Node map = Node.ofType("object");
    if (key instanceof DeclaredType declared
        && declared.asElement().getKind() == ElementKind.ENUM) {
      return ofEnumMap(map, (TypeElement) declared.asElement(), value);
    }
    Node names = key instanceof DeclaredType ? ScalarTypes.findKey(Names.qualified(key)) : null;
    if (names == null) {
      return none(
          site,
          "the name of a property cannot be a " + Names.shown(key),
          "Use a map whose keys are strings, numbers, dates or enums.");
    }
    Constraints.apply(names, Annotated.of(key));
    if (names.has("pattern")
        || names.has("format")
        || names.has("minLength")
        || names.has("maxLength")) {
      map.put("propertyNames", names);
    }
    return map.put("additionalProperties", value);
  }

  private Node ofEnumMap(Node map, TypeElement key, Node value) {
    Node properties = new Node();
    EnumNames.of(key)
        .map(
            names -> {
              names.forEach(name -> properties.put(name, value));
              return names;
            })
        .problems()
        .forEach(writer::report);
    return map.put("properties", properties).put("additionalProperties", false);
  }
}
