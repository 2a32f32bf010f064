package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.feature.Fix.Change;
import dev.runnel.languageserver.index.Index;

/** Writes methods whose bodies are still to be written. */
final class NewMethods {
  private NewMethods() {}

  /**
   * Writes a method above another.
   *
   * @param annotation what stands in the line before it; empty for nothing
   * @param signature its type, name and parameters
   */
  static Change above(
      Broken broken, Index.Method other, String annotation, String signature, String name) {
    String text = broken.text();
    int at = other.whole().start();
    int line = text.lastIndexOf('\n', at - 1) + 1;
    String indent = text.substring(line, at).isBlank() ? text.substring(line, at) : "";
    boolean isInterface = broken.type().filter(Index.Type::isInterface).isPresent();
    String body = "throw new UnsupportedOperationException(\"" + name + " is not written yet\");";
    String method =
        String.join(
            "\n" + indent,
            (isInterface ? "default " : "") + signature + " {",
            "  " + body,
            "}\n",
            "");
    return Change.insert(at, annotation.isEmpty() ? method : annotation + "\n" + indent + method);
  }
}
