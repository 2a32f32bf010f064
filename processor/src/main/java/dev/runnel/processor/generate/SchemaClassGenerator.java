package dev.runnel.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.SchemaClass;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Generates the class that has the schema of a type as a constant, and makes readers of it. */
public final class SchemaClassGenerator {
  private static final ClassName JSON_SCHEMA = ClassName.get("dev.runnel.schema", "JsonSchema");
  private static final ClassName SCHEMA_READER = ClassName.get("dev.runnel.schema", "SchemaReader");
  private static final ClassName JSON_MAPPER =
      ClassName.get("tools.jackson.databind.json", "JsonMapper");

  private final SchemaClass model;
  private final TypeName readerType;

  private SchemaClassGenerator(SchemaClass model) {
    this.model = model;
    this.readerType = ParameterizedTypeName.get(SCHEMA_READER, model.readType());
  }

  /**
   * Generates a class.
   *
   * @param model the schema and its type
   * @param surroundings what is there beside the type
   * @param origin the type's element, for incremental compilers; null for none
   * @return the file, not yet written
   */
  public static GeneratedSource generate(
      SchemaClass model, Surroundings surroundings, @Nullable Element origin) {
    return new SchemaClassGenerator(model).generate(surroundings, origin);
  }

  private GeneratedSource generate(Surroundings surroundings, @Nullable Element origin) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(model.generatedName())
            .addJavadoc(
                "Has the JSON schema of {@link $T}, and reads what it describes.\n",
                model.className())
            .addModifiers(Members.modifiers(model.visibility()))
            .addModifiers(Modifier.FINAL)
            .addAnnotation(Api.RUNNEL_GENERATED)
            .alwaysQualify(surroundings.types().toArray(String[]::new))
            .addField(schema())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(reader())
            .addMethod(readerWithMapper());
    for (AnnotationSpec annotation : model.annotations()) {
      type.addAnnotation(annotation);
    }
    if (model.broken() != null) {
      type.addMethod(
          MethodSpec.methodBuilder("broken")
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .returns(JSON_SCHEMA)
              .addCode(broken(model.broken()))
              .build());
    }
    String packageName = model.className().packageName();
    return new GeneratedSource(
        JavaFile.builder(packageName, type.build()).skipJavaLangImports(true).build(), origin);
  }

  private FieldSpec schema() {
    CodeBlock value =
        model.broken() == null
            ? CodeBlock.of("\n    $T.of(\n        $L)", JSON_SCHEMA, TextBlock.of(model.json()))
            : CodeBlock.of("broken()");
    return FieldSpec.builder(
            JSON_SCHEMA, "SCHEMA", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The schema, in the neutral dialect.\n")
        .initializer(value)
        .build();
  }

  private MethodSpec reader() {
    return MethodSpec.methodBuilder("reader")
        .addJavadoc(
            """
            Makes a reader with Jackson's default settings.

            @return the reader
            """)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(readerType)
        .addStatement("return reader(new $T())", JSON_MAPPER)
        .build();
  }

  private MethodSpec readerWithMapper() {
    return MethodSpec.methodBuilder("reader")
        .addJavadoc(
            """
            Makes a reader.

            @param mapper binds what was checked
            @return the reader
            """)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addParameter(JSON_MAPPER, "mapper")
        .returns(readerType)
        .addCode(
            model.broken() == null
                ? CodeBlock.of(
                    "return $T.of(SCHEMA, mapper, $T.class);\n", SCHEMA_READER, model.className())
                : broken(model.broken()))
        .build();
  }

  private static CodeBlock broken(String text) {
    return CodeBlock.of("throw new $T($S);\n", UnsupportedOperationException.class, text);
  }
}
