package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a prompt's template and its parameters agree. */
final class PromptFixes {
  /** How many guesses are tried: each costs a compilation. */
  private static final int GUESSES = 6;

  private PromptFixes() {}

  static List<Fix> addParameter(Broken broken) {
    Optional<Index.Method> prompt = broken.method();
    Optional<String> name = broken.value("placeholder").filter(path -> !path.contains("."));
    if (prompt.isEmpty() || name.isEmpty()) {
      return List.of();
    }
    List<Index.Parameter> parameters = prompt.get().parameters();
    boolean isFirst = parameters.isEmpty();
    int at =
        isFirst
            ? broken.text().indexOf('(', prompt.get().nameSpan().end()) + 1
            : parameters.get(parameters.size() - 1).nameSpan().end();
    return at <= 0
        ? List.of()
        : List.of(
            new Fix(
                "Add the parameter '" + name.get() + "'",
                List.of(Fix.Change.insert(at, (isFirst ? "" : ", ") + "String " + name.get()))));
  }

  static List<Fix> addPlaceholder(Broken broken) {
    Optional<Index.Text> template =
        broken
            .method()
            .flatMap(method -> method.annotation("Prompt"))
            .flatMap(prompt -> prompt.texts("value").stream().reduce((a, b) -> b));
    Optional<String> parameter = broken.value("parameter");
    if (template.isEmpty() || parameter.isEmpty()) {
      return List.of();
    }
    Span content = template.get().content();
    int end = content.end();
    while (end > content.start() && Character.isWhitespace(broken.text().charAt(end - 1))) {
      end--;
    }
    String space = end > content.start() ? " " : "";
    return List.of(
        new Fix(
            "Put {" + parameter.get() + "} into the template",
            List.of(Fix.Change.insert(end, space + "{" + parameter.get() + "}"))));
  }

  /** Takes a parameter away that no placeholder reads. */
  static List<Fix> removeParameter(Broken broken) {
    Optional<Index.Method> prompt = broken.method();
    Optional<String> name = broken.value("parameter");
    if (prompt.isEmpty() || name.isEmpty()) {
      return List.of();
    }
    List<Index.Parameter> parameters = prompt.get().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(name.get())) {
        return List.of(
            Fix.guess(
                "Remove the parameter '" + name.get() + "'",
                new Fix.Change(place(broken.text(), prompt.get(), i), "")));
      }
    }
    return List.of();
  }

  /** Returns where a parameter stands, with the comma before it, or behind the first. */
  private static Span place(String text, Index.Method prompt, int index) {
    List<Index.Parameter> parameters = prompt.parameters();
    Span name = parameters.get(index).nameSpan();
    if (index > 0) {
      return new Span(parameters.get(index - 1).nameSpan().end(), name.end());
    }
    int start = text.indexOf('(', prompt.nameSpan().end()) + 1;
    int next = name.end();
    while (parameters.size() > 1
        && (text.charAt(next) == ',' || Character.isWhitespace(text.charAt(next)))) {
      next++;
    }
    return new Span(start, next);
  }

  /** Doubles braces that are none of a placeholder: one brace, or both around a text. */
  static List<Fix> doubleBraces(Broken broken) {
    List<Fix> fixes = new ArrayList<>();
    for (Index.Text template : templates(broken)) {
      for (Span braces : Braces.single(broken.text(), template.content())) {
        List<Fix.Change> changes = new ArrayList<>();
        changes.add(Fix.Change.insert(braces.start(), doubled(broken, braces.start())));
        if (braces.end() > braces.start()) {
          changes.add(Fix.Change.insert(braces.end(), doubled(broken, braces.end())));
        }
        fixes.add(Fix.guess("Double the braces: they are text", changes));
      }
    }
    return fixes.subList(0, Math.min(GUESSES, fixes.size()));
  }

  private static String doubled(Broken broken, int at) {
    return broken.text().substring(at, at + 1);
  }

  private static List<Index.Text> templates(Broken broken) {
    return broken
        .method()
        .flatMap(method -> method.annotation("Prompt"))
        .map(Index.Annotation::texts)
        .orElse(List.of());
  }
}
