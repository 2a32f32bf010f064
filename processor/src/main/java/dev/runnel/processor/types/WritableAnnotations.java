package dev.runnel.processor.types;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.runnel.processor.model.SourceText;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;

/** Writes annotations down as they are. */
public final class WritableAnnotations {
  private WritableAnnotations() {}

  /** Writes an annotation down. */
  public static AnnotationSpec of(AnnotationMirror annotation) {
    AnnotationSpec.Builder written =
        AnnotationSpec.builder(
            ClassName.get((TypeElement) annotation.getAnnotationType().asElement()));
    annotation
        .getElementValues()
        .forEach(
            (method, value) -> {
              String name = method.getSimpleName().toString();
              if (value.getValue() instanceof List<?> values && !values.isEmpty()) {
                values.forEach(each -> written.addMember(name, code((AnnotationValue) each)));
              } else {
                written.addMember(name, code(value));
              }
            });
    return written.build();
  }

  private static CodeBlock code(AnnotationValue value) {
    return value.accept(new Writer(), null);
  }

  private static final class Writer extends SimpleAnnotationValueVisitor14<CodeBlock, Void> {
    @Override
    protected CodeBlock defaultAction(Object value, Void nothing) {
      return CodeBlock.of("$L", value);
    }

    @Override
    public CodeBlock visitByte(byte value, Void nothing) {
      return CodeBlock.of("($T) $L", byte.class, value);
    }

    @Override
    public CodeBlock visitShort(short value, Void nothing) {
      return CodeBlock.of("($T) $L", short.class, value);
    }

    @Override
    public CodeBlock visitLong(long value, Void nothing) {
      return CodeBlock.of("$LL", value);
    }

    @Override
    public CodeBlock visitFloat(float value, Void nothing) {
      return Float.isFinite(value)
          ? CodeBlock.of("$Lf", value)
          : CodeBlock.of("($T) ($L)", float.class, quotient(value));
    }

    @Override
    public CodeBlock visitDouble(double value, Void nothing) {
      return Double.isFinite(value) ? CodeBlock.of("$L", value) : CodeBlock.of(quotient(value));
    }

    /** Writes what has no literal as a constant expression. */
    private static String quotient(double value) {
      return Double.isNaN(value) ? "0.0 / 0" : value > 0 ? "1.0 / 0" : "-1.0 / 0";
    }

    @Override
    public CodeBlock visitChar(char value, Void nothing) {
      return CodeBlock.of("$L", SourceText.literal(value));
    }

    @Override
    public CodeBlock visitString(String value, Void nothing) {
      return CodeBlock.of("$L", SourceText.literal(value));
    }

    @Override
    public CodeBlock visitType(TypeMirror value, Void nothing) {
      return CodeBlock.of("$T.class", value);
    }

    @Override
    public CodeBlock visitEnumConstant(VariableElement value, Void nothing) {
      return CodeBlock.of("$T.$L", value.asType(), value.getSimpleName());
    }

    @Override
    public CodeBlock visitAnnotation(AnnotationMirror value, Void nothing) {
      return CodeBlock.of("$L", of(value));
    }

    @Override
    public CodeBlock visitArray(List<? extends AnnotationValue> values, Void nothing) {
      return values.stream()
          .map(WritableAnnotations::code)
          .collect(CodeBlock.joining(", ", "{", "}"));
    }
  }
}
