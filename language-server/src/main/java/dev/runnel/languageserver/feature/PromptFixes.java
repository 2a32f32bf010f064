package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Span;
import java.util.List;
import java.util.Optional;

/** Makes a prompt's template and its parameters agree. */
final class PromptFixes {
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
}
