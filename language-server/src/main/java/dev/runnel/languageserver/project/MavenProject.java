package dev.runnel.languageserver.project;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Reads a Maven project by running Maven: the help plugin says what the compiler plugin is told,
 * the dependency plugin resolves the class path, and in a second run the processor's path.
 */
final class MavenProject {
  private static final String HELP =
      "org.apache.maven.plugins:maven-help-plugin:3.5.1:effective-pom";
  private static final String RESOLVE =
      "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath";

  /** Else the plugin writes as the project's reports are written, and folders have any name. */
  private static final String UTF_8 = "-DoutputEncoding=UTF-8";

  private static final String AGAIN =
      "Maven is asked again when a pom.xml changes, and when the server starts anew.";

  private final Path folder;
  private final MavenSettings settings;

  MavenProject(Path folder, MavenSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * Reads the project.
   *
   * @param watched is told what Maven is asked for
   * @throws ProjectException if Maven fails, with what it says
   * @throws CancellationException if it is cancelled
   * @throws InterruptedException if this thread is interrupted
   */
  Project read(WatchedWork watched) throws ProjectException, InterruptedException {
    String name = name();
    try {
      Path work = Files.createTempDirectory("runnel-maven");
      try {
        return read(work, name, watched);
      } finally {
        delete(work);
      }
    } catch (IOException | InvalidPathException failure) {
      throw new ProjectException(
          "Maven could not tell the class path of "
              + folder
              + ": "
              + failure.getMessage()
              + whereOffline(failure)
              + "\nMend the build, or write the class path into "
              + folder.resolve(ProjectSettings.FILE)
              + ". "
              + AGAIN);
    }
  }

  private static String whereOffline(Exception failure) {
    return String.valueOf(failure.getMessage()).contains("offline mode")
        ? "\nMaven is offline: let it once load what it is asked for here, its help and dependency"
            + " plug-ins among that."
        : "";
  }

  /** Reads the project's name, before Maven is started in vain. */
  private String name() throws ProjectException {
    try {
      return EffectivePom.artifactId(pomFile());
    } catch (IOException failure) {
      throw new ProjectException(failure.getMessage() + "\nMend it. " + AGAIN);
    }
  }

  /** Says that the author did not want to wait. */
  static ProjectException cancelled(Path folder) {
    return new ProjectException(
        "Maven was cancelled before it had told the class path of " + folder + ". " + AGAIN);
  }

  private Project read(Path work, String name, WatchedWork watched)
      throws ProjectException, IOException, InterruptedException {
    watched.report("its class path");
    Path effective = work.resolve("effective.xml");
    Path classPath = work.resolve("classpath");
    List<String> goals =
        List.of(
            HELP,
            "-Doutput=" + effective,
            RESOLVE,
            "-Dmdep.outputFile=" + classPath,
            UTF_8,
            "-Dmdep.includeScope=test");
    resolve(work, goals, watched);
    EffectivePom pom = EffectivePom.read(effective, name);
    List<Path> classes = new ArrayList<>(pom.outputs());
    classes.addAll(paths(classPath));
    Optional<String> version = pom.processorVersion();
    watched.report("its processor");
    List<Path> processor =
        version.isPresent()
            ? processorPath(work, version.get(), watched)
            : LocalRepository.processorPath(classes);
    return new Project(folder, pom.sources(), classes, processor, pom.options());
  }

  /** Asks in the module's folder; if that fails, from the top, where Maven knows its siblings. */
  private void resolve(Path work, List<String> goals, WatchedWork watched)
      throws ProjectException, IOException, InterruptedException {
    Path top = top();
    try {
      List<String> alone = new ArrayList<>(List.of("-N"));
      alone.addAll(goals);
      new MavenRun(settings, folder).run(work.resolve("log"), alone, watched);
    } catch (IOException failure) {
      if (top.equals(folder)) {
        throw failure;
      }
      watched.report("its class path, and the modules that it needs");
      String module = top.relativize(folder).toString();
      List<String> fromTop =
          new ArrayList<>(List.of("-pl", module, "-am", "-Dmaven.main.skip=true", "compile"));
      fromTop.addAll(goals);
      new MavenRun(settings, top).run(work.resolve("log"), fromTop, watched);
    }
  }

  private List<Path> processorPath(Path work, String version, WatchedWork watched)
      throws ProjectException, IOException, InterruptedException {
    Path pom = work.resolve("pom.xml");
    Path found = work.resolve("processorpath");
    Files.writeString(
        pom,
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>dev.runnel.editor</groupId>
          <artifactId>processor-path</artifactId>
          <version>1</version>
          <dependencies>
            <dependency>
              <groupId>dev.runnel</groupId>
              <artifactId>runnel-processor</artifactId>
              <version>%s</version>
            </dependency>
          </dependencies>
        </project>
        """
            .formatted(version));
    new MavenRun(settings, folder)
        .run(
            work.resolve("log"),
            List.of("-f", pom.toString(), RESOLVE, "-Dmdep.outputFile=" + found, UTF_8),
            watched);
    return paths(found);
  }

  private static List<Path> paths(Path file) throws IOException {
    return Stream.of(Files.readString(file).strip().split(File.pathSeparator))
        .filter(path -> !path.isBlank())
        .map(Path::of)
        .toList();
  }

  private Path pomFile() {
    return folder.resolve("pom.xml");
  }

  private Path top() {
    Path top = folder;
    while (top.getParent() != null && Files.isRegularFile(top.getParent().resolve("pom.xml"))) {
      top = top.getParent();
    }
    return top;
  }

  /** Says which poms the answer depends on, and when they were changed. */
  String stamp() {
    StringBuilder stamp = new StringBuilder();
    for (Path at = folder;
        at != null && Files.isRegularFile(at.resolve("pom.xml"));
        at = at.getParent()) {
      File pom = at.resolve("pom.xml").toFile();
      stamp
          .append(pom)
          .append(' ')
          .append(pom.lastModified())
          .append(' ')
          .append(pom.length())
          .append('\n');
    }
    return stamp.toString();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
