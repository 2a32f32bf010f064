package dev.runnel.languageserver;

import dev.runnel.languageserver.compile.AskedValue;
import dev.runnel.languageserver.compile.Cancelled;
import dev.runnel.languageserver.compile.Compiled;
import dev.runnel.languageserver.compile.Compilers;
import dev.runnel.languageserver.compile.Offer;
import dev.runnel.languageserver.feature.Analysis;
import dev.runnel.languageserver.feature.Names;
import dev.runnel.languageserver.feature.Renames;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Span;
import dev.runnel.languageserver.index.Tokens;
import dev.runnel.languageserver.project.Project;
import dev.runnel.languageserver.project.Projects;
import dev.runnel.languageserver.text.Documents;
import dev.runnel.languageserver.text.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows of files and projects. It keeps what it has found until a text changes. All
 * but the documents belongs to one thread, that of the compiler.
 */
final class Workspace {
  /** What was found, and which names were known when the file was Java at last. */
  private record Kept(long generation, Analysis analysis, Renames.Known known) {}

  private final Documents documents;
  private final Projects projects;
  private final Compilers compilers;
  private final Map<Path, Kept> kept = new HashMap<>();

  Workspace(Documents documents, Projects projects, Compilers compilers) {
    this.documents = documents;
    this.projects = projects;
    this.compilers = compilers;
  }

  /** Returns what is known of an open file; empty if it, or its project, does not concern us. */
  Optional<Analysis> analysis(String uri) {
    return documents.find(uri).flatMap(source -> analysis(source, () -> false));
  }

  /**
   * Returns what is known of an open file.
   *
   * @throws Cancelled if it takes a compilation, and that is outdated before it ends
   */
  Optional<Analysis> analysis(SourceText source, BooleanSupplier isOutdated) {
    if (!source.concernsRunnel()) {
      return Optional.empty();
    }
    long generation = documents.generation();
    Kept known = kept.get(source.path());
    if (known != null
        && known.generation() == generation
        && known.analysis().source().equals(source)) {
      return Optional.of(known.analysis());
    }
    Optional<Project> project = project(source);
    return project.map(
        found -> {
          Compiled compiled = compilers.check(found, source, documents.all(), isOutdated);
          Kept now = following(known, generation, new Analysis(source, found, compiled));
          kept.put(source.path(), now);
          return now.analysis();
        });
  }

  /** Finds the project of a file; without a compiler it would be of no use. */
  private Optional<Project> project(SourceText source) {
    return compilers.hasCompiler() ? projects.find(source.path()) : Optional.empty();
  }

  /**
   * Notes what was renamed since a file was Java at last; of one that was not open, since it was
   * built.
   */
  private Kept following(@Nullable Kept before, long generation, Analysis now) {
    Renames renames = before == null ? Renames.NONE : before.analysis().renames();
    Renames.Known old = before == null ? Renames.Known.NOTHING : before.known();
    if (!now.compiled().parsed()) {
      return new Kept(generation, now.with(renames), old);
    }
    Renames.Known names = Renames.Known.of(now.index().declared());
    boolean isToBeFound = old.equals(Renames.Known.NOTHING) && !now.found().isEmpty();
    Renames.Known from = isToBeFound ? built(now) : old;
    return new Kept(generation, now.with(renames.and(from, names)), names);
  }

  private Renames.Known built(Analysis analysis) {
    List<String> types = analysis.index().types().stream().map(Index.Type::name).toList();
    return Renames.Known.of(compilers.built(analysis.project(), types));
  }

  /** Says when the Java server has answered what it is being asked about a file. */
  CompletableFuture<?> question(String uri) {
    return Documents.path(uri)
        .<CompletableFuture<?>>map(projects::question)
        .orElse(CompletableFuture.completedFuture(uri));
  }

  /** Finds what would be said of a file if it had another text. */
  Compiled trial(Project project, SourceText other) {
    List<SourceText> others =
        documents.all().stream().filter(each -> !each.path().equals(other.path())).toList();
    return compilers.check(project, other, others, () -> false);
  }

  /** Tells whether a file is in a project in which another uses Runnel. */
  boolean knows(SourceText source) {
    return projects.isKnown(source.path());
  }

  /** Forgets a file that was closed. */
  void forget(Path path) {
    kept.remove(path);
  }

  /** Forgets what depends on a project. */
  void forgetAll() {
    kept.clear();
  }

  List<Offer> offers(SourceText repaired, AskedValue asked) {
    return project(repaired)
        .map(project -> compilers.offers(project, repaired, documents.all(), asked))
        .orElse(List.of());
  }

  /** Reads one file with its bodies. */
  Names names(Analysis analysis) {
    List<SourceText> sources = List.of(analysis.source());
    return new Names(sources, compilers.read(analysis.project(), sources, documents.all()));
  }

  /** Reads all files of a project in which a name stands. */
  Names names(Project project, String name) {
    List<SourceText> sources = sources(project, name);
    return new Names(sources, compilers.read(project, sources, documents.all()));
  }

  /** Finds the files in which a name stands; one that is open may not be on the disk yet. */
  private List<SourceText> sources(Project project, String name) {
    Set<Path> files = new TreeSet<>();
    project.sources().forEach(folder -> files.addAll(javaFiles(folder)));
    documents.all().stream().map(SourceText::path).filter(project::contains).forEach(files::add);
    return files.stream()
        .map(documents::read)
        .flatMap(Optional::stream)
        .filter(source -> mentions(source, name))
        .toList();
  }

  /** Tells whether a name stands in a file that somebody wrote. */
  private static boolean mentions(SourceText source, String name) {
    Span span = Tokens.find(source.text(), name, 0, source.text().length());
    return span.exists() && !source.text().contains("@RunnelGenerated");
  }

  private static List<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }
}
