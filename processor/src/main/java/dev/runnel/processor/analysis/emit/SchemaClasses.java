package dev.runnel.processor.analysis.emit;

import com.palantir.javapoet.ClassName;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.SchemaProblems;
import dev.runnel.processor.model.SchemaClass;
import dev.runnel.processor.schema.Schema;
import dev.runnel.processor.schema.Schemas;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Says what to generate for a type that is annotated with {@code @WithSchema}. */
public final class SchemaClasses {
  private static final String SUFFIX = "Schema";
  private static final String JSON_SCHEMA = "dev.runnel.schema.JsonSchema";

  private final Elements elements;
  private final Types types;
  private final GeneratedAnnotations annotations;

  /**
   * Builds upon the compiler's types.
   *
   * @param elements the compiler's elements
   * @param types the compiler's types
   * @param annotations what to put on generated classes
   */
  public SchemaClasses(Elements elements, Types types, GeneratedAnnotations annotations) {
    this.elements = elements;
    this.types = types;
    this.annotations = annotations;
  }

  /**
   * Analyses a type.
   *
   * @param type the type
   * @return what to generate, and what is wrong
   */
  public Analyzed<SchemaClass> of(TypeElement type) {
    Report report = new Report();
    if (elements.getTypeElement(JSON_SCHEMA) == null) {
      report.add(
          SchemaProblems.missingSchemaModule(Position.of(type), type.getSimpleName().toString()));
      return new Analyzed<>(Optional.empty(), report);
    }
    Optional<Problem> misplaced = misplaced(type);
    Result<Schema> schema =
        misplaced
            .map(Result::<Schema>rejected)
            .orElseGet(() -> new Schemas(elements, types).of(type.asType(), Position.of(type)));
    String json = schema.reportTo(report).map(Schema::json).orElse("");
    ClassName name = ClassName.get(type);
    return new Analyzed<>(
        Optional.of(
            new SchemaClass(
                name,
                misplaced.isEmpty() ? name : ClassName.OBJECT,
                String.join("_", name.simpleNames()) + SUFFIX,
                ClassModels.visibility(type),
                annotations.marks(type),
                json,
                report.firstError().orElse(null))),
        report);
  }

  private Optional<Problem> misplaced(TypeElement type) {
    String name = type.getSimpleName().toString();
    Position at = Position.of(type);
    if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
      return Optional.of(
          SchemaProblems.misplacedSchema(
              at, name, "it is an annotation, which no JSON is read into", "Remove @WithSchema."));
    }
    if (!type.getTypeParameters().isEmpty()) {
      return Optional.of(
          SchemaProblems.misplacedSchema(
              at,
              name,
              "it has type parameters, of which nothing is known",
              "Annotate a record that has it as a component, with type arguments."));
    }
    for (Element each = type; each != null; each = each.getEnclosingElement()) {
      if (each.getModifiers().contains(Modifier.PRIVATE)) {
        return Optional.of(
            SchemaProblems.misplacedSchema(
                at,
                name,
                each.getSimpleName() + " is private, so that the generated class cannot see it",
                "Remove 'private' from " + each.getSimpleName() + "."));
      }
    }
    return Optional.empty();
  }
}
