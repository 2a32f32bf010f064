package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.compile.Compiled;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Occurrence;
import dev.runnel.languageserver.index.Occurrence.Role;
import dev.runnel.languageserver.text.SourceText;
import java.io.Serial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;

/**
 * Finds where a name stands in files of a project, and changes it there.
 *
 * @param sources the files, by their paths all of those in which the name could stand
 * @param compiled what was found in them
 */
public record Names(List<SourceText> sources, Compiled compiled) {
  /** A name that cannot be changed. */
  public static final class CannotRename extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    CannotRename(String message) {
      super(message);
    }
  }

  /** Finds the declarations of what a name means. */
  public List<Location> declarations(Occurrence name) {
    return locations(name, true).stream().toList();
  }

  /**
   * Finds a name wherever it stands.
   *
   * @param name the name
   * @param withDeclarations whether where it is declared counts
   */
  public List<Location> references(Occurrence name, boolean withDeclarations) {
    List<Location> all = locations(name, false);
    if (withDeclarations) {
      all.addAll(0, locations(name, true));
    }
    return all;
  }

  private List<Location> locations(Occurrence name, boolean declarations) {
    List<Location> found = new ArrayList<>();
    for (SourceText source : sources) {
      for (Occurrence each : same(source, name)) {
        if (declarations == (each.role() == Role.DECLARATION)) {
          found.add(
              new Location(
                  source.uri(), source.lines().range(each.span().start(), each.span().end())));
        }
      }
    }
    return found;
  }

  /** Highlights a name in a file. */
  public List<DocumentHighlight> highlights(SourceText source, Occurrence name) {
    return same(source, name).stream()
        .map(
            each ->
                new DocumentHighlight(
                    source.lines().range(each.span().start(), each.span().end()),
                    each.role() == Role.DECLARATION
                        ? DocumentHighlightKind.Write
                        : DocumentHighlightKind.Read))
        .toList();
  }

  /**
   * Changes a name wherever it stands.
   *
   * @param name the name
   * @param other what it shall be
   * @return what changes in which file
   * @throws CannotRename if that would break something
   */
  public WorkspaceEdit rename(Occurrence name, String other) throws CannotRename {
    check(name, other);
    Map<String, List<TextEdit>> changes = new HashMap<>();
    for (SourceText source : sources) {
      List<TextEdit> edits =
          same(source, name).stream()
              .map(
                  each ->
                      new TextEdit(
                          source.lines().range(each.span().start(), each.span().end()), other))
              .distinct()
              .toList();
      if (!edits.isEmpty()) {
        changes.put(source.uri(), edits);
      }
    }
    return new WorkspaceEdit(changes);
  }

  private void check(Occurrence name, String other) throws CannotRename {
    if (!SourceVersion.isIdentifier(other) || SourceVersion.isKeyword(other)) {
      throw new CannotRename("'" + other + "' is no name in Java.");
    }
    if (!compiled.parsed()) {
      throw new CannotRename(
          "A file in which '" + name.name() + "' stands is no Java at the moment. Mend it first.");
    }
    if (declarations(name).isEmpty()) {
      throw new CannotRename("'" + name.name() + "' is not declared in this project's sources.");
    }
    Optional<String> taken =
        sources.stream().flatMap(s -> taken(s, name, other).stream()).findFirst();
    if (taken.isPresent()) {
      throw new CannotRename(taken.get());
    }
  }

  private Optional<String> taken(SourceText source, Occurrence name, String other) {
    Index index = compiled.index(source.path());
    for (Index.Method method : index.methods()) {
      boolean isMethod = method.symbol().equals(name.symbol());
      boolean hasParameter =
          method.parameters().stream()
              .anyMatch(
                  each ->
                      index
                          .at(each.nameSpan().start())
                          .filter(o -> o.symbol().equals(name.symbol()))
                          .isPresent());
      if (isMethod && !index.methods(method.in(), other).isEmpty()) {
        return Optional.of("There is a method '" + other + "' in " + method.in() + " already.");
      }
      if (hasParameter
          && method.parameters().stream().anyMatch(each -> each.name().equals(other))) {
        return Optional.of(
            "There is a parameter '" + other + "' in '" + method.name() + "' already.");
      }
    }
    return Optional.empty();
  }

  private List<Occurrence> same(SourceText source, Occurrence name) {
    return compiled.index(source.path()).occurrences().stream()
        .filter(each -> each.symbol().equals(name.symbol()))
        .distinct()
        .toList();
  }
}
