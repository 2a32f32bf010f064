package dev.runnel.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes the class that has the names of a chain class as constants.
 *
 * @param className the chain class
 * @param generatedName the simple name of the class to generate, in the same package
 * @param visibility how visible the chain class is, with the classes around it: public or package
 * @param annotations what to put on the generated class beside our own mark
 * @param constants the names
 */
public record NameConstants(
    ClassName className,
    String generatedName,
    Visibility visibility,
    List<AnnotationSpec> annotations,
    List<Constant> constants) {
  /**
   * A name.
   *
   * @param field the constant
   * @param name its value
   * @param method the method of the chain class to look at; null if it has none
   * @param what what it is, with an article, and to begin a sentence, such as {@code A step}
   * @param told what it reads and gives; empty if that cannot be known, or there is nothing to say
   */
  public record Constant(
      String field, String name, @Nullable String method, String what, String told) {}

  /** Copies the lists. */
  public NameConstants {
    annotations = List.copyOf(annotations);
    constants = List.copyOf(constants);
  }

  /**
   * Names the class to generate.
   *
   * @param chainClass the chain class
   * @return the simple name
   */
  public static String generatedName(ClassName chainClass) {
    return String.join("_", chainClass.simpleNames()) + "Steps";
  }
}
