package dev.runnel.processor;

import javax.lang.model.util.Elements;

/** Knows Eclipse's compiler, where it differs from javac. */
final class Eclipse {
  private Eclipse() {}

  /**
   * Tells whether Eclipse's compiler runs us. It reads what is generated in the last round like all
   * else; javac warns of that, and has reported all unknown names by then.
   *
   * @param elements the compiler's elements
   */
  static boolean compiles(Elements elements) {
    return elements.getClass().getName().startsWith("org.eclipse.");
  }
}
