package dev.runnel.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.NameConstants;
import dev.runnel.processor.model.SourceText;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Generates the class that has the names of a chain class as constants. */
public final class NameConstantsGenerator {
  private static final ClassName STRING = ClassName.get(String.class);
  private static final int WIDTH = 90;

  private NameConstantsGenerator() {}

  /**
   * Generates a class.
   *
   * @param model the names
   * @param surroundings what is there beside the chain class
   * @param origin the chain class's element, for incremental compilers; null for none
   * @return the file, not yet written
   */
  public static GeneratedSource generate(
      NameConstants model, Surroundings surroundings, @Nullable Element origin) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(model.generatedName())
            .addJavadoc(
                """
                The names that annotations in {@link $T} can use. Each constant bears the name that
                it has as its value.
                """,
                model.className())
            .addModifiers(Members.modifiers(model.visibility()))
            .addModifiers(Modifier.FINAL)
            .addAnnotation(Api.RUNNEL_GENERATED)
            .alwaysQualify(surroundings.types().toArray(String[]::new));
    for (AnnotationSpec annotation : model.annotations()) {
      type.addAnnotation(annotation);
    }
    for (NameConstants.Constant constant : model.constants()) {
      type.addField(field(model, constant));
    }
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    JavaFile file =
        JavaFile.builder(model.className().packageName(), type.build())
            .skipJavaLangImports(true)
            .build();
    return new GeneratedSource(file, origin);
  }

  private static FieldSpec field(NameConstants model, NameConstants.Constant constant) {
    CodeBlock subject =
        constant.method() == null
            ? CodeBlock.of("{@code $L}", constant.name())
            : CodeBlock.of("{@link $T#$L}", model.className(), constant.method());
    String told = constant.told().isEmpty() ? "." : ": " + constant.told() + ".";
    int before = (constant.what() + " " + subject).length();
    return FieldSpec.builder(
            STRING, constant.field(), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("$L $L$L\n", constant.what(), subject, broken(told, before))
        .initializer("$L", SourceText.literal(constant.name()))
        .build();
  }

  /** Breaks what is too long for one line, between words. */
  private static String broken(String text, int before) {
    StringBuilder lines = new StringBuilder();
    int length = before;
    for (String word : List.of(text.split(" "))) {
      if (length + word.length() > WIDTH) {
        lines.append('\n').append(word);
        length = word.length();
      } else {
        lines.append(lines.isEmpty() ? "" : " ").append(word);
        length += word.length() + 1;
      }
    }
    return lines.toString();
  }
}
