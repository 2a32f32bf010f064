package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the quickstart that is built against the jars of this build: they lie in a Maven
 * repository of its own, and all others come from the one of the outer build.
 */
final class Quickstart {
  private static final Path ORIGIN = Path.of(System.getProperty("runnel.quickstart"));
  private static final Path REPOSITORY = Path.of(System.getProperty("runnel.repository"));
  private static final Path OUTER = Path.of(System.getProperty("runnel.repository.outer"));
  private static final Path MAVEN = Path.of(System.getProperty("runnel.maven"), "bin", "mvn");

  private final Path folder;
  private final Path settings;

  private Quickstart(Path folder, Path settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** Copies the quickstart into a folder below an empty one. */
  static Quickstart copyInto(Path parent) throws IOException {
    Path folder = parent.resolve("quickstart");
    try (Stream<Path> files = Files.walk(ORIGIN)) {
      for (Path file : files.filter(Quickstart::isSource).toList()) {
        Path copy = folder.resolve(ORIGIN.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path settings = parent.resolve("settings.xml");
    Files.writeString(settings, settings());
    return new Quickstart(folder.toRealPath(), settings);
  }

  private static boolean isSource(Path file) {
    return Files.isRegularFile(file) && !ORIGIN.relativize(file).startsWith("target");
  }

  private static String settings() {
    return """
        <settings>
          <localRepository>%s</localRepository>
          <profiles>
            <profile>
              <id>outer</id>
              <activation><activeByDefault>true</activeByDefault></activation>
              <repositories>
                <repository><id>outer</id><url>%2$s</url></repository>
              </repositories>
              <pluginRepositories>
                <pluginRepository><id>outer</id><url>%2$s</url></pluginRepository>
              </pluginRepositories>
            </profile>
          </profiles>
        </settings>
        """
        .formatted(REPOSITORY, OUTER.toUri());
  }

  Path folder() {
    return folder;
  }

  Path settingsFile() {
    return settings;
  }

  /** Returns the path of a main class. */
  Path source(String className) {
    return folder.resolve("src/main/java").resolve(className.replace('.', '/') + ".java");
  }

  /** Returns the path of a class that is generated for a main class. */
  Path generated(String className) {
    return folder
        .resolve("target/generated-sources/annotations")
        .resolve(className.replace('.', '/') + ".java");
  }

  /** Adds another module of Runnel to the dependencies. */
  void addDependency(String module) throws IOException {
    Path pom = folder.resolve("pom.xml");
    String dependency =
        """
        <dependencies>
            <dependency>
              <groupId>dev.runnel</groupId>
              <artifactId>%s</artifactId>
              <version>${runnel.version}</version>
            </dependency>
        """
            .formatted(module);
    String text = Files.readString(pom);
    assertThat(text).containsOnlyOnce("<dependencies>\n");
    Files.writeString(pom, text.replace("<dependencies>\n", dependency));
  }

  /** Returns the command of a Maven with the settings. */
  List<String> maven() {
    return List.of(MAVEN.toString(), "-s", settings.toString());
  }

  /** Gives it that Maven as its own: servers take the nearest one above. */
  void addWrapper() throws IOException {
    Home.script(folder.resolve("mvnw"), maven());
  }

  /** Builds it as an author does, and runs its tests. */
  void build() throws IOException, InterruptedException {
    Path log = folder.resolve("build.log");
    Process maven =
        new ProcessBuilder(MAVEN.toString(), "-B", "-q", "-s", settings.toString(), "test")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(maven.waitFor(300, TimeUnit.SECONDS)).as("the build ends").isTrue();
      assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      maven.destroyForcibly();
    }
  }
}
