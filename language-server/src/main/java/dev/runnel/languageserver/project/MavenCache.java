package dev.runnel.languageserver.project;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what Maven said of a project in its {@code target}, until a pom changes. */
final class MavenCache {
  private record Kept(String stamp, @Nullable ProjectSettings project) {}

  private static final Gson GSON = new Gson();

  private final Path folder;
  private final Path file;

  MavenCache(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("target").resolve("runnel-editor-cache.json");
  }

  /** Returns what was kept for these poms, if its jars are still there. */
  Optional<Project> find(String stamp) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Kept kept = GSON.fromJson(Files.readString(file), Kept.class);
      if (kept == null || kept.project() == null || !stamp.equals(kept.stamp())) {
        return Optional.empty();
      }
      return Optional.of(kept.project().project(folder))
          .filter(
              project ->
                  project.processorPath().stream().allMatch(Files::exists)
                      && project.classPath().stream()
                          .allMatch(
                              path -> Files.exists(path) || !path.toString().endsWith(".jar")));
    } catch (IOException | JsonParseException | ProjectException unusable) {
      return Optional.empty();
    }
  }

  /** Says that an answer could not be kept. */
  static ProjectException notKept(IOException failure) {
    return new ProjectException(
        "What Maven said of a project cannot be kept, so Maven is asked again when the server"
            + " starts: "
            + failure);
  }

  /** Keeps an answer; where that fails, Maven is asked again the next time. */
  void keep(String stamp, Project project) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, GSON.toJson(new Kept(stamp, ProjectSettings.of(project))));
  }
}
