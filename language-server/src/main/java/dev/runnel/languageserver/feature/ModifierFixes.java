package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Span;
import dev.runnel.languageserver.index.Tokens;
import java.util.List;
import java.util.Optional;

/** Changes modifiers of methods and classes. */
final class ModifierFixes {
  private static final String PRIVATE = "private";

  private ModifierFixes() {}

  static List<Fix> publicStep(Broken broken) {
    return broken
        .method("step")
        .map(method -> withoutPrivate(broken, method.modifiers(), method.name()))
        .orElse(List.of());
  }

  /** Lets the generated class, or an agent, call a method. */
  static List<Fix> publicMethod(Broken broken, Index.Method method) {
    return withoutPrivate(broken, method.modifiers(), method.name());
  }

  /** Lets an agent call a tool. */
  static List<Fix> publicTool(Broken broken) {
    return broken.method("method").map(tool -> publicMethod(broken, tool)).orElse(List.of());
  }

  static List<Fix> publicType(Broken broken, String valueOfName) {
    return broken
        .value(valueOfName)
        .flatMap(name -> broken.index().type(name.replaceFirst("<.*", "")))
        .map(type -> withoutPrivate(broken, type.modifiers(), simple(type)))
        .orElse(List.of());
  }

  static List<Fix> staticClass(Broken broken) {
    Optional<Index.Type> type = broken.type();
    return type.map(
            inner -> {
              int at = inner.modifiers().exists() ? inner.modifiers().end() : inner.whole().start();
              String insert = inner.modifiers().exists() ? " static" : "static ";
              return List.of(new Fix("Make it static", List.of(Fix.Change.insert(at, insert))));
            })
        .orElse(List.of());
  }

  private static String simple(Index.Type type) {
    return type.name().substring(type.name().lastIndexOf('.') + 1);
  }

  private static List<Fix> withoutPrivate(Broken broken, Span modifiers, String name) {
    Span word = Tokens.find(broken.text(), PRIVATE, modifiers.start(), modifiers.end());
    if (!word.exists()) {
      return List.of();
    }
    int end = word.end();
    while (end < broken.text().length() && Character.isWhitespace(broken.text().charAt(end))) {
      end++;
    }
    return List.of(
        new Fix(
            "Remove 'private' from '" + name + "'",
            List.of(new Fix.Change(new Span(word.start(), end), ""))));
  }
}
