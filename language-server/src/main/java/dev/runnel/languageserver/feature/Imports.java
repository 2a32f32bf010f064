package dev.runnel.languageserver.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds imports where they are missing. */
final class Imports {
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^\\s*(?:import|package)\\s[^;\\n]*;[ \\t]*(?:import\\s[^;\\n]*;[ \\t]*)*");

  private Imports() {}

  /** Returns what adds an import; nothing if the name is known already. */
  static List<Fix.Change> of(String text, String qualified) {
    int dot = qualified.lastIndexOf('.');
    String folder = qualified.substring(0, dot);
    boolean isKnown =
        Pattern.compile(
                "import\\s+"
                    + Pattern.quote(folder)
                    + "\\.(?:\\*|"
                    + Pattern.quote(qualified.substring(dot + 1))
                    + ")\\s*;")
            .matcher(text)
            .find();
    List<Fix.Change> changes = new ArrayList<>();
    if (!isKnown) {
      int end = -1;
      Matcher matcher = LINE.matcher(text);
      while (matcher.find()) {
        end = matcher.end();
      }
      changes.add(
          end < 0
              ? Fix.Change.insert(0, "import " + qualified + ";\n")
              : Fix.Change.insert(end, "\nimport " + qualified + ";"));
    }
    return changes;
  }
}
