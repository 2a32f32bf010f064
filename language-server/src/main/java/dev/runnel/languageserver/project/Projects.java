package dev.runnel.languageserver.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
  private final Set<Path> reading = ConcurrentHashMap.newKeySet();
  private final ExecutorService readers =
      Executors.newSingleThreadExecutor(
          run -> {
            Thread thread = new Thread(run, "runnel-projects");
            thread.setDaemon(true);
            return thread;
          });
  private final Consumer<String> messages;
  private final Runnable changed;
  private volatile Means means = new Means(List.of(), MavenSettings.DEFAULT, null);

  /**
   * Knows no project yet.
   *
   * @param messages shows the author what is missing; it is told the same again and again
   * @param changed runs when a project has become known or is another one
   */
  public Projects(Consumer<String> messages, Runnable changed) {
    this.messages = messages;
    this.changed = changed;
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
    for (Path at = file.getParent(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(ProjectSettings.FILE))) {
        return ofSettings(at);
      }
      if (now.javaServer() == null
          && now.maven().isEnabled()
          && Files.isRegularFile(at.resolve("pom.xml"))) {
        return ofMaven(at, now.maven());
      }
    }
    if (now.javaServer() != null) {
      return ofJavaServer(file, now.javaServer());
    }
    tell(
        new ProjectException(
            "Runnel does not know the class path of "
                + file
                + ". Write it into a file "
                + ProjectSettings.FILE
                + " in the project's folder."));
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
    Optional<Project> found = Optional.empty();
    try {
      found = Optional.of(project.read());
      cache.keep(stamp, found.get());
    } catch (ProjectException failure) {
      tell(failure);
    } catch (IOException failure) {
      tell(new ProjectException("What Maven said cannot be kept: " + failure));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return;
    }
    put(folder, new Known(stamp, found));
  }

  private Optional<Project> ofJavaServer(
      Path file, Function<Path, CompletableFuture<@Nullable ProjectSettings>> asking) {
    for (Map.Entry<Path, Known> each : known.entrySet()) {
      if (each.getValue().project().filter(project -> project.contains(file)).isPresent()) {
        return each.getValue().project();
      }
    }
    Path folder = file.resolveSibling("");
    if (known.containsKey(folder) || !reading.add(folder)) {
      return Optional.empty();
    }
    asking.apply(file).whenComplete((settings, failure) -> answered(folder, settings, failure));
    return Optional.empty();
  }

  private void answered(
      Path folder, @Nullable ProjectSettings settings, @Nullable Throwable failure) {
    try {
      if (failure != null || settings == null) {
        throw new ProjectException(
            "The Java server does not know the class path of "
                + folder
                + (failure == null ? "." : ": " + failure));
      }
      put(folder, new Known("", Optional.of(settings.project(null))));
    } catch (ProjectException unknown) {
      tell(unknown);
      // It may still be reading the project: the next change of a file asks again.
      reading.remove(folder);
    }
  }

  private void put(Path folder, Known found) {
    known.put(folder, found);
    reading.remove(folder);
    changed.run();
  }

  /** Forgets what the Java server said: it is asked again. */
  public void forget() {
    known.clear();
  }

  private void tell(ProjectException failure) {
    messages.accept(String.valueOf(failure.getMessage()));
  }

  /** Ends what is being read. */
  @Override
  public void close() {
    readers.shutdownNow();
    try {
      if (!readers.awaitTermination(5, TimeUnit.SECONDS)) {
        messages.accept("Maven does not end.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
