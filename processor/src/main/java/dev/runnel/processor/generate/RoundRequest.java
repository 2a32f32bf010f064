package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import javax.lang.model.element.TypeElement;

/** Generates a file without a class: for it the compiler begins another round of processing. */
public final class RoundRequest {
  private RoundRequest() {}

  /**
   * Generates the file.
   *
   * @param waiting the chain class that waits for a type
   * @return the file, not yet written
   */
  public static GeneratedSource of(TypeElement waiting) {
    ClassName name = ClassName.get(waiting);
    String head = name.packageName().isEmpty() ? "" : "package " + name.packageName() + ";\n\n";
    return new GeneratedSource(
        GeneratedSource.qualified(
            name.packageName(), String.join("_", name.simpleNames()) + "RunnablesWaits"),
        head
            + "// Written while "
            + name.simpleName()
            + " waited for a type that did not exist. Nothing needs this file.\n",
        waiting);
  }
}
