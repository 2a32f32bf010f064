package dev.runnel.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes the class to generate for a type with a schema.
 *
 * @param className the type
 * @param readType what its readers give: the type itself, or what stands in for it where it cannot
 *     be named
 * @param generatedName the simple name of the class to generate, in the same package
 * @param visibility how visible the type is, with the classes around it: public or package
 * @param annotations what to put on the generated class beside our own mark
 * @param json the schema, on one line; empty if it is broken
 * @param broken the error's text, as reported, if there is no schema; else null
 */
public record SchemaClass(
    ClassName className,
    TypeName readType,
    String generatedName,
    Visibility visibility,
    List<AnnotationSpec> annotations,
    String json,
    @Nullable String broken) {
  /** Copies the list. */
  public SchemaClass {
    annotations = List.copyOf(annotations);
  }
}
