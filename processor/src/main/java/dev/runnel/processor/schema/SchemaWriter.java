package dev.runnel.processor.schema;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.SchemaProblems;
import dev.runnel.processor.diagnostic.ToolProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Writes one schema: the root, and a definition of each class below it. Not thread-safe. */
final class SchemaWriter {
  /** A generic type that contains itself with ever other arguments has no end. */
  private static final int MAX_DEFINITIONS = 200;

  private final TypeSchemas typeSchemas;
  private final ObjectSchemas objects;
  private final Descriptions descriptions;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, Node> definitions = new LinkedHashMap<>();
  private final Map<String, Integer> references = new TreeMap<>();
  private final Report report = new Report();

  SchemaWriter(Elements elements, Types types, SchemaUse use) {
    this.descriptions = new Descriptions(elements);
    this.objects = new ObjectSchemas(elements, types, descriptions, use, this);
    this.typeSchemas = new TypeSchemas(elements, types, descriptions, this);
  }

  Result<Schema> ofType(TypeMirror type, Site site) {
    TypeSchemas.Shape shape = typeSchemas.of(type, site);
    return finished(shape.isNullable() ? shape.node().orNull() : shape.node());
  }

  Result<Schema> ofParameters(ExecutableElement method, List<String> leftOut) {
    List<Property> properties = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      String name = parameter.getSimpleName().toString();
      if (!leftOut.contains(name)) {
        Annotated annotated = Annotated.of(parameter, parameter.asType());
        String explicit = Jackson.explicitName(annotated, SchemaUse.READ);
        String json = explicit.isEmpty() ? name : explicit;
        if (properties.stream().anyMatch(known -> known.json().equals(json))) {
          report(sameName(method, parameter, json));
        }
        properties.add(
            new Property(
                name,
                json,
                parameter.asType(),
                annotated,
                parameter,
                descriptions.parameter(method, name)));
      }
    }
    return finished(objects.of(properties, Optional.empty()));
  }

  private static Problem sameName(ExecutableElement method, VariableElement second, String name) {
    return ToolProblems.notATool(
        Position.of(second),
        method.getSimpleName().toString(),
        "two of its parameters are called '" + name + "'",
        "Name one of them with @JsonProperty.");
  }

  Result<Schema> ofProperty(String name, TypeMirror type, Element at) {
    Property property = new Property(name, name, type, Annotated.of(type), at, "");
    return finished(objects.of(List.of(property), Optional.empty()));
  }

  void report(Problem problem) {
    report.add(problem);
  }

  TypeSchemas.Shape typeSchema(TypeMirror type, Site site) {
    return typeSchemas.of(type, site);
  }

  /** Refers to the definition of a class, which is written when it is asked for first. */
  Node reference(DeclaredType type, Site site) {
    String key = Names.key(type);
    String name = names.get(key);
    if (name == null) {
      if (names.size() >= MAX_DEFINITIONS) {
        report(
            SchemaProblems.noSchema(
                site.position(),
                site.what(),
                "it needs more than " + MAX_DEFINITIONS + " definitions",
                "Use fewer types, or a type that does not contain itself with other arguments."));
        return new Node();
      }
      name = freeName(Names.definition(type));
      names.put(key, name);
      definitions.put(name, new Node());
      definitions.put(name, objects.ofClass(type, site));
    }
    references.merge(name, 1, Integer::sum);
    return Node.reference(name);
  }

  private String freeName(String wanted) {
    String name = wanted;
    for (int i = 2; definitions.containsKey(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  /** Puts the definition of a root that is a mere reference in its place. */
  private Result<Schema> finished(Node written) {
    Node root = written.copy();
    if (root.get("$ref") instanceof String reference) {
      String name = reference.substring("#/$defs/".length());
      root = new Node();
      root.keywords().putAll(definitionOf(name).keywords());
      if (references.getOrDefault(name, 0) == 1) {
        definitions.remove(name);
      }
    }
    if (!definitions.isEmpty()) {
      Node kept = new Node();
      definitions.forEach(kept::put);
      root.put("$defs", kept);
    }
    return report.unlessErrors(Schema.of(root));
  }

  private Node definitionOf(String name) {
    Node definition = definitions.get(name);
    return definition == null ? new Node() : definition;
  }
}
