package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.compile.Found;
import dev.runnel.languageserver.index.Placeholders.Placeholder;
import dev.runnel.languageserver.index.Span;
import dev.runnel.languageserver.index.Tokens;
import dev.runnel.languageserver.text.SourceText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticSeverity;

/** Shows what the processor complains of, at the very place that it speaks of. */
public final class Diagnosing {
  /** Who says so. */
  public static final String SOURCE = "Runnel";

  private static final String PAGE =
      "https://github.com/runnel/runnel/blob/main/docs/diagnostics.md#";

  private static final Set<String> KEYWORDS =
      Set.of("class", "interface", "record", "enum", "abstract", "final", "public", "static");

  private Diagnosing() {}

  /**
   * Shows all of it.
   *
   * @param analysis the file
   * @return a diagnostic for each message
   */
  public static List<Diagnostic> of(Analysis analysis) {
    return analysis.found().stream().map(found -> diagnostic(analysis, found)).toList();
  }

  /**
   * Shows, of a file that is no Java at the moment, only what was said before it was none: the
   * compiler guesses what is meant, and what is new may be the guess's fault.
   *
   * @param analysis the file as it is
   * @param before the messages of the file when it could be parsed
   * @return a diagnostic for each message that is known
   */
  public static List<Diagnostic> ofUnparsed(Analysis analysis, Set<String> before) {
    return analysis.found().stream()
        .filter(found -> before.contains(found.message()))
        .map(found -> diagnostic(analysis, found))
        .toList();
  }

  /** Returns the messages of a file. */
  public static Set<String> messages(Analysis analysis) {
    return analysis.found().stream().map(Found::message).collect(Collectors.toSet());
  }

  /** Returns one diagnostic. */
  static Diagnostic diagnostic(Analysis analysis, Found found) {
    Span span = span(analysis, found);
    Diagnostic diagnostic =
        new Diagnostic(
            analysis.source().lines().range(span.start(), span.end()),
            found.message().replaceFirst("^\\[[^]]*] ", ""),
            severity(found),
            SOURCE,
            found.id());
    diagnostic.setCodeDescription(
        new DiagnosticCodeDescription(PAGE + found.id().toLowerCase(Locale.ROOT)));
    return diagnostic;
  }

  private static DiagnosticSeverity severity(Found found) {
    return switch (found.kind()) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARNING, MANDATORY_WARNING -> DiagnosticSeverity.Warning;
      default -> DiagnosticSeverity.Information;
    };
  }

  /** Finds what to mark: a placeholder, a value of an annotation, or the name of an element. */
  static Span span(Analysis analysis, Found found) {
    SourceText source = analysis.source();
    if (found.point() < 0) {
      return new Span(0, 0);
    }
    Span value = new Span(found.start(), found.end());
    Span placeholder = placeholder(analysis, found);
    if (placeholder.exists()) {
      return placeholder;
    }
    char first = found.start() < source.text().length() ? source.text().charAt(found.start()) : ' ';
    if (found.start() == found.point() && (first == '"' || first == '{')) {
      return value;
    }
    if (first == '@' && found.start() == found.point()) {
      return new Span(found.start(), Math.min(found.end(), lineEnd(source.text(), found.start())));
    }
    return name(source.text(), found.point());
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static Span placeholder(Analysis analysis, Found found) {
    return analysis
        .facts()
        .problem(found.message())
        .flatMap(problem -> new Broken(analysis, found, problem).placeholder())
        .map(Placeholder::span)
        .orElse(Span.NONE);
  }

  /** Finds the name of an element; javac points to a class's keyword. */
  private static Span name(String text, int point) {
    Span name = Tokens.nameAt(text, point);
    while (KEYWORDS.contains(text.substring(name.start(), name.end()))) {
      int next = name.end();
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      Span after = Tokens.nameAt(text, next);
      if (after.start() < next || after.end() == after.start()) {
        return name;
      }
      name = after;
    }
    return name;
  }
}
