package dev.runnel.processor.facts;

import com.palantir.javapoet.TypeName;
import java.util.regex.Pattern;

/** Writes types of the model as an author does: with simple names. */
final class TypeText {
  /** A package before a name: its parts begin with small letters. */
  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_][\\w$]*\\.)+(?=[A-Z_$])");

  private static final Pattern ANNOTATION = Pattern.compile("@[\\w.$]+(\\([^)]*\\))? ");

  private TypeText() {}

  static String of(TypeName type) {
    String text = ANNOTATION.matcher(type.withoutAnnotations().toString()).replaceAll("");
    return PACKAGE.matcher(text).replaceAll("");
  }
}
