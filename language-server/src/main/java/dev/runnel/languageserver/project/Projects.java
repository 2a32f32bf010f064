package dev.runnel.languageserver.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the project of a file: among the editor's settings, in a {@link ProjectSettings#FILE}, by
 * asking the editor's Java server, or by running Maven. What takes long is done beside, and a
 * listener hears of it. Thread-safe.
 */
public final class Projects implements AutoCloseable {
  /** What is known of the project in a folder. */
  private record Known(String stamp, Optional<Project> project) {}

  /** Where projects are found beside their folders. */
  private record Means(
      List<Project> configured,
      MavenSettings maven,
      @Nullable Function<Path, CompletableFuture<@Nullable ProjectSettings>> javaServer) {}

  private final Map<Path, Known> known = new ConcurrentHashMap<>();
  private final AtomicInteger javaServerChanges = new AtomicInteger();
  private final Set<Path> reading = ConcurrentHashMap.newKeySet();
  private final Map<Path, CompletableFuture<Void>> questions = new ConcurrentHashMap<>();
  private final LongWork readers;
  private final Consumer<String> messages;
  private final Runnable changed;
  private volatile Means means = new Means(List.of(), MavenSettings.DEFAULT, null);

  /**
   * Knows no project yet.
   *
   * @param messages shows the author what is missing; it is told the same again and again
   * @param changed runs when a project has become known or is another one
   * @param progress shows that a project is being read
   */
  public Projects(Consumer<String> messages, Runnable changed, Progress progress) {
    this.messages = messages;
    this.changed = changed;
    readers = new LongWork(progress);
  }

  /**
   * Takes what the editor says.
   *
   * @param projects the projects that it knows
   * @param settings how to run Maven
   * @param asking asks the editor's Java server; null if there is none to ask
   */
  public void configure(
      List<ProjectSettings> projects,
      MavenSettings settings,
      @Nullable Function<Path, CompletableFuture<@Nullable ProjectSettings>> asking) {
    List<Project> configured =
        projects.stream()
            .map(
                each -> {
                  try {
                    return Optional.of(each.project(null));
                  } catch (ProjectException failure) {
                    tell(failure);
                    return Optional.<Project>empty();
                  }
                })
            .flatMap(Optional::stream)
            .toList();
    means = new Means(configured, settings, asking);
  }

  /**
   * Finds the project of a file.
   *
   * @param file the file
   * @return empty if it is not known, or not yet
   */
  public Optional<Project> find(Path file) {
    Means now = means;
    Optional<Project> named =
        now.configured().stream().filter(each -> each.contains(file)).findFirst();
    if (named.isPresent()) {
      return named;
    }
    boolean isGradle = false;
    for (Path at = file.getParent(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(ProjectSettings.FILE))) {
        return ofSettings(at);
      }
      if (!isGradle
          && now.javaServer() == null
          && now.maven().isEnabled()
          && Files.isRegularFile(at.resolve("pom.xml"))) {
        return ofMaven(at, now.maven());
      }
      // A pom above it is that of something else.
      isGradle |= UnknownProject.isGradle(at);
    }
    if (now.javaServer() != null) {
      return ofJavaServer(file, now.javaServer());
    }
    tell(UnknownProject.of(file));
    return Optional.empty();
  }

  /** Tells whether the project of a file was found already, for another of its files. */
  public boolean isKnown(Path file) {
    return Stream.concat(
            means.configured().stream(),
            known.values().stream().flatMap(each -> each.project().stream()))
        .anyMatch(project -> project.contains(file));
  }

  private Optional<Project> ofSettings(Path folder) {
    Path file = folder.resolve(ProjectSettings.FILE);
    String stamp = file.toFile().lastModified() + " " + file.toFile().length();
    Known last = known.get(folder);
    if (last == null || !last.stamp().equals(stamp)) {
      Optional<Project> project = Optional.empty();
      try {
        project = Optional.of(ProjectSettings.read(file));
      } catch (ProjectException failure) {
        tell(failure);
      }
      last = new Known(stamp, project);
      known.put(folder, last);
    }
    return last.project();
  }

  private Optional<Project> ofMaven(Path folder, MavenSettings maven) {
    MavenProject project = new MavenProject(folder, maven);
    String stamp = project.stamp();
    Known last = known.get(folder);
    if (last != null && last.stamp().equals(stamp)) {
      return last.project();
    }
    MavenCache cache = new MavenCache(folder);
    Optional<Project> kept = cache.find(stamp);
    if (kept.isPresent()) {
      known.put(folder, new Known(stamp, kept));
      return kept;
    }
    if (reading.add(folder)) {
      readers.execute(() -> read(project, cache, folder, stamp));
    }
    return last == null ? Optional.empty() : last.project();
  }

  private void read(MavenProject project, MavenCache cache, Path folder, String stamp) {
    Known last = known.get(folder);
    if (last != null && last.stamp().equals(stamp)) {
      // It was asked for again just as the last answer came.
      reading.remove(folder);
      return;
    }
    // What was known before is better than nothing.
    Optional<Project> found = last == null ? Optional.empty() : last.project();
    try {
      String title = "Runnel: reading the Maven project " + folder.getFileName();
      found = Optional.of(readers.show(title, project::read));
      cache.keep(stamp, found.get());
    } catch (ProjectException failure) {
      tell(failure);
    } catch (IOException failure) {
      tell(MavenCache.notKept(failure));
    } catch (CancellationException cancelled) {
      if (readers.isEnding()) {
        return;
      }
      tell(MavenProject.cancelled(folder));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return;
    }
    put(folder, new Known(stamp, found));
  }

  private Optional<Project> ofJavaServer(
      Path file, Function<Path, CompletableFuture<@Nullable ProjectSettings>> asking) {
    String stamp = String.valueOf(javaServerChanges.get());
    for (Map.Entry<Path, Known> each : known.entrySet()) {
      if (each.getValue().project().filter(project -> project.contains(file)).isPresent()) {
        if (!each.getValue().stamp().equals(stamp)) {
          ask(file, each.getKey(), stamp, asking);
        }
        // What was known before is better than nothing.
        return each.getValue().project();
      }
    }
    Path folder = file.resolveSibling("");
    Known last = known.get(folder);
    if (last == null || !last.stamp().equals(stamp)) {
      ask(file, folder, stamp, asking);
    }
    return Optional.empty();
  }

  private void ask(
      Path file,
      Path folder,
      String stamp,
      Function<Path, CompletableFuture<@Nullable ProjectSettings>> asking) {
    if (questions.putIfAbsent(folder, new CompletableFuture<>()) == null) {
      asking
          .apply(file)
          .whenComplete((settings, failure) -> answered(folder, stamp, settings, failure));
    }
  }

  private void answered(
      Path folder, String stamp, @Nullable ProjectSettings settings, @Nullable Throwable failure) {
    boolean isKnown = false;
    try {
      if (failure != null || settings == null) {
        throw UnknownProject.ofJavaServer(folder, failure);
      }
      known.put(folder, new Known(stamp, Optional.of(settings.project(null))));
      isKnown = true;
    } catch (ProjectException unknown) {
      // It may still be reading the project: the next change of a file asks again.
      tell(unknown);
    }
    CompletableFuture<Void> question = questions.remove(folder);
    if (isKnown) {
      changed.run();
    }
    if (question != null) {
      question.complete(null);
    }
  }

  /**
   * Says when the Java server has answered what it is being asked about the project of a file.
   *
   * @param file the file
   * @return what ends then; it has ended if nothing is being asked
   */
  public CompletableFuture<?> question(Path file) {
    CompletableFuture<Void> asked = questions.get(file.resolveSibling(""));
    return asked == null ? CompletableFuture.completedFuture(file) : asked;
  }

  private void put(Path folder, Known found) {
    known.put(folder, found);
    reading.remove(folder);
    changed.run();
  }

  /**
   * Finds out again what may have changed. What the Java server said before counts until it
   * answers.
   */
  public void askAgain() {
    if (means.javaServer() == null) {
      known.clear();
    } else {
      javaServerChanges.incrementAndGet();
    }
  }

  private void tell(ProjectException failure) {
    messages.accept(String.valueOf(failure.getMessage()));
  }

  /** Ends what is being read. */
  @Override
  public void close() {
    try {
      if (!readers.end()) {
        messages.accept("Maven does not end.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
