package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.compile.Found;
import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Placeholders;
import dev.runnel.languageserver.index.Placeholders.Placeholder;
import dev.runnel.languageserver.index.Span;
import java.util.Optional;

/**
 * Something to repair.
 *
 * @param analysis the file
 * @param found what was said
 * @param problem what it speaks of
 */
record Broken(Analysis analysis, Found found, Facts.Problem problem) {
  String text() {
    return analysis.source().text();
  }

  Index index() {
    return analysis.index();
  }

  /** Returns the place that was marked by the compiler. */
  Span span() {
    return new Span(found.start(), found.end());
  }

  /** Returns the class that is wrong. */
  Optional<Index.Type> type() {
    return index().typeAt(found.point());
  }

  /** Returns the method that is wrong, or around what is. */
  Optional<Index.Method> method() {
    return index().methodAt(found.point());
  }

  /** Finds a method of the class that a value names, where this file declares it. */
  Optional<Index.Method> method(String valueOfName) {
    return problem.value(valueOfName).flatMap(this::methodNamed);
  }

  /** Finds a method of the class by its name, where this file declares it. */
  Optional<Index.Method> methodNamed(String name) {
    return type().stream().flatMap(type -> index().methods(type.name(), name).stream()).findFirst();
  }

  /** Finds the placeholder that is wrong. */
  Optional<Placeholder> placeholder() {
    return value("placeholder")
        .flatMap(
            path ->
                Placeholders.in(text(), span()).stream()
                    .filter(each -> each.path().equals(path))
                    .findFirst());
  }

  Optional<String> value(String name) {
    return problem.value(name);
  }
}
