package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.compile.Compiled;
import dev.runnel.languageserver.compile.Found;
import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.project.Project;
import dev.runnel.languageserver.text.SourceText;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an open file.
 *
 * @param source the file
 * @param project its project
 * @param compiled what the compiler and the processor found
 * @param renames what was renamed since it was opened
 */
public record Analysis(SourceText source, Project project, Compiled compiled, Renames renames) {
  /** Knows of no renames. */
  public Analysis(SourceText source, Project project, Compiled compiled) {
    this(source, project, compiled, Renames.NONE);
  }

  /** Adds renames. */
  public Analysis with(Renames other) {
    return new Analysis(source, project, compiled, other);
  }

  /** Returns what stands where. */
  public Index index() {
    return compiled.index(source.path());
  }

  /** Returns what the processor knows. */
  public Facts facts() {
    return compiled.facts();
  }

  /** Returns what the processor complains of. */
  public List<Found> found() {
    return compiled.found(source.path());
  }

  /** Finds what chains of a class can name, by its name. */
  Optional<Facts.Offered> offered(String className, String name) {
    return facts().of(className).stream()
        .flatMap(type -> type.steps().stream())
        .filter(step -> step.name().equals(name))
        .findFirst();
  }

  /** Finds a chain that is right. */
  Optional<Facts.Chain> chain(Index.Method method) {
    return facts().of(method.in()).stream()
        .flatMap(type -> type.chains().stream())
        .filter(chain -> chain.name().equals(method.name()))
        .filter(chain -> chain.parameters() == method.parameters().size())
        .findFirst();
  }
}
