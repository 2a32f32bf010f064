package dev.runnel.processor.analysis.read;

import javax.lang.model.element.AnnotationValue;

/**
 * Tells which values of annotations are not known: constants and classes that do not exist, or not
 * yet. Both compilers say {@code <error>} instead.
 */
public final class UnknownValue {
  private static final String ERROR = "<error>";

  private UnknownValue() {}

  /**
   * Tells whether a value is not known. javac writes text in quotes, also where that is what the
   * author has written; Eclipse's compiler makes no difference.
   */
  public static boolean is(AnnotationValue value) {
    return ERROR.equals(value.getValue())
        && (value.toString().equals(ERROR)
            || value.getClass().getName().startsWith("org.eclipse."));
  }
}
