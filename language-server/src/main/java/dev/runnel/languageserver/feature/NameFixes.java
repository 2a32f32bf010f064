package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.index.Placeholders.Placeholder;
import dev.runnel.languageserver.index.Span;
import dev.runnel.languageserver.index.Tokens;
import java.util.List;
import java.util.Optional;

/** Changes names to those that were probably meant. */
final class NameFixes {
  private NameFixes() {}

  static List<Fix> nearest(Broken broken) {
    Optional<String> name = broken.value("name");
    return name.map(
            written ->
                changed(
                    broken,
                    Tokens.find(
                        broken.text(), written, broken.span().start(), broken.span().end())))
        .orElse(List.of());
  }

  /** Changes the whole text that is marked. */
  static List<Fix> nearestText(Broken broken) {
    Span span = broken.span();
    return span.exists() && broken.text().startsWith("\"", span.start())
        ? changed(broken, new Span(span.start() + 1, span.end() - 1))
        : List.of();
  }

  static List<Fix> nearestPlaceholder(Broken broken) {
    return broken
        .placeholder()
        .map(
            found -> {
              int start = found.span().start();
              return changed(broken, new Span(start, start + found.first().length()));
            })
        .orElse(List.of());
  }

  static List<Fix> nearestProperty(Broken broken) {
    Optional<String> property = broken.value("property");
    Optional<Placeholder> placeholder = broken.placeholder();
    if (property.isEmpty() || placeholder.isEmpty()) {
      return List.of();
    }
    int from = placeholder.get().span().start() + placeholder.get().first().length();
    return changed(
        broken, Tokens.find(broken.text(), property.get(), from, placeholder.get().span().end()));
  }

  private static List<Fix> changed(Broken broken, Span span) {
    Optional<String> nearest = broken.value("nearest");
    return nearest.isEmpty() || !span.exists()
        ? List.of()
        : List.of(
            new Fix(
                "Change to '" + nearest.get() + "'", List.of(new Fix.Change(span, nearest.get()))));
  }
}
