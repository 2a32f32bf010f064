package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.feature.Fix.Change;
import dev.runnel.languageserver.index.Index;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Names tools as models need it, and says what they allow. */
final class ToolFixes {
  private static final int LONGEST = 64;
  private static final String AGENTS = "dev.runnel.agent.";

  private ToolFixes() {}

  /** Gives a tool a name of the letters that a model may use. */
  static List<Fix> allowedName(Broken broken) {
    String name = broken.value("name").orElse("").replaceAll("[^A-Za-z0-9_-]+", "_");
    String allowed = name.substring(0, Math.min(LONGEST, name.length()));
    return allowed.isEmpty() ? List.of() : named(broken, broken.method("method"), allowed);
  }

  /** Gives a tool the name of its method and its parameters. */
  static List<Fix> otherName(Broken broken) {
    Optional<Index.Method> tool = broken.method();
    return tool.map(
            found -> {
              String parameters =
                  found.parameters().isEmpty()
                      ? "nothing"
                      : found.parameters().stream()
                          .map(Index.Parameter::name)
                          .collect(Collectors.joining("_"));
              return named(broken, tool, found.name() + "_by_" + parameters);
            })
        .orElse(List.of());
  }

  private static List<Fix> named(Broken broken, Optional<Index.Method> tool, String name) {
    return tool.flatMap(found -> found.annotation("Tool"))
        .map(
            annotation ->
                List.of(
                    Fix.guess(
                        "Name the tool \"" + name + "\"",
                        AnnotationEdits.set(
                            broken.text(), annotation, "name", "\"" + name + "\""))))
        .orElse(List.of());
  }

  /** Says of tools that a second call does no more than the first. */
  static List<Fix> idempotent(Broken broken) {
    Set<String> tools =
        Arrays.stream(broken.value("tools").orElse("").split(", ")).collect(Collectors.toSet());
    List<Change> changes = new ArrayList<>();
    for (Index.Method method : broken.index().methods()) {
      method
          .annotation("Tool")
          .filter(tool -> tools.contains(name(method, tool)))
          .ifPresent(
              tool -> changes.add(AnnotationEdits.set(broken.text(), tool, "idempotent", "true")));
    }
    return changes.isEmpty()
        ? List.of()
        : List.of(Fix.guess("Say that a second call does no more than the first", changes));
  }

  private static String name(Index.Method method, Index.Annotation tool) {
    return tool.texts("name").stream().map(Index.Text::value).findFirst().orElse(method.name());
  }

  /** Lets a chain give all that its agent says. */
  static List<Fix> giveAnswer(Broken broken) {
    return broken
        .method("chain")
        .filter(chain -> chain.arguments().size() == 3)
        .map(
            chain -> {
              List<Change> changes = new ArrayList<>();
              changes.add(new Change(chain.arguments().get(1), "AgentChunk"));
              changes.add(new Change(chain.arguments().get(2), "AgentAnswer"));
              changes.addAll(Imports.of(broken.text(), AGENTS + "AgentChunk"));
              changes.addAll(Imports.of(broken.text(), AGENTS + "AgentAnswer"));
              return List.of(
                  Fix.guess("Declare that it streams AgentChunk and gives AgentAnswer", changes));
            })
        .orElse(List.of());
  }
}
