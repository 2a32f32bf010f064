package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Occurrence;
import dev.runnel.languageserver.index.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Location;

/**
 * Shows above a chain class a way to what is generated for it, above a chain one to its graph, and
 * above a step how many chains use it.
 */
public final class CodeLensing {
  /** The command that returns a chain's graph. */
  public static final String GRAPH = "runnel.graph";

  /** The command that returns the places where a class's chains name a step. */
  public static final String USERS = "runnel.users";

  /** The command that opens a chain's graph in the editor. */
  public static final String OPEN_GRAPH = "runnel.openGraph";

  /** The command that opens the first of the places where a class's chains name a step. */
  public static final String OPEN_USERS = "runnel.openUsers";

  /** The command that opens the class that is generated for a chain class. */
  public static final String OPEN_GENERATED = "runnel.openGenerated";

  private CodeLensing() {}

  /** Shows them for a file. */
  public static List<CodeLens> of(Analysis analysis) {
    List<CodeLens> lenses = new ArrayList<>();
    for (Index.Type type : analysis.index().types()) {
      if (generated(analysis, type.name()).isPresent()) {
        List<Object> arguments = List.of(analysis.source().uri(), type.name());
        lenses.add(lens(analysis, type.nameSpan(), "generated class", OPEN_GENERATED, arguments));
      }
    }
    for (Index.Method method : analysis.index().methods()) {
      if (analysis.chain(method).isPresent()) {
        lenses.add(lens(analysis, method, "graph", OPEN_GRAPH));
      }
      if (method.isStep()) {
        int count = strings(analysis, method.symbol()).size();
        if (count > 0) {
          lenses.add(
              lens(
                  analysis,
                  method,
                  count + (count == 1 ? " use in chains" : " uses in chains"),
                  OPEN_USERS));
        }
      }
    }
    return lenses;
  }

  private static CodeLens lens(
      Analysis analysis, Index.Method method, String title, String command) {
    List<Object> arguments =
        List.of(analysis.source().uri(), method.in(), method.name(), method.parameters().size());
    return lens(analysis, method.nameSpan(), title, command, arguments);
  }

  private static CodeLens lens(
      Analysis analysis, Span name, String title, String command, List<Object> arguments) {
    return new CodeLens(
        analysis.source().lines().range(name.start(), name.end()),
        new Command(title, command, arguments),
        null);
  }

  /** Returns the qualified name of the class that is generated for a class. */
  public static Optional<String> generated(Analysis analysis, String className) {
    return analysis.facts().of(className).map(Facts.ChainClass::generated);
  }

  private static List<Span> strings(Analysis analysis, String symbol) {
    return analysis.index().occurrences().stream()
        .filter(each -> each.role() == Occurrence.Role.STRING && each.symbol().equals(symbol))
        .map(Occurrence::span)
        .toList();
  }

  /** Returns where chains of a file name a step. */
  public static List<Location> users(Analysis analysis, String in, String name) {
    return analysis.index().methods(in, name).stream()
        .flatMap(method -> strings(analysis, method.symbol()).stream())
        .map(
            span ->
                new Location(
                    analysis.source().uri(),
                    analysis.source().lines().range(span.start(), span.end())))
        .toList();
  }
}
