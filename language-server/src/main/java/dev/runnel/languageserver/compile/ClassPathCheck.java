package dev.runnel.languageserver.compile;

import dev.runnel.languageserver.project.Project;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;

/** Looks what a project's class path lacks, which otherwise only shows in what is not found. */
final class ClassPathCheck {
  private static final String CHAIN = "dev.runnel.annotations.Chain";
  private static final int BEFORE_FIRST_JAVA = 44;

  private ClassPathCheck() {}

  /** Says what is missing first, and what to do; empty if nothing is. */
  static Optional<String> lack(Project project, JavaFileManager files) throws IOException {
    Optional<String> jars = gone(project).or(() -> broken(project));
    if (jars.isPresent()) {
      return jars;
    }
    return hasRunnel(files)
        ? newerJava(project)
        : Optional.of(
            "The class path of "
                + project.root()
                + " has no Runnel. Name dev.runnel:runnel-runtime among the dependencies, and"
                + " dev.runnel:runnel-processor among the processors, as docs/ide.md says.");
  }

  private static Optional<String> gone(Project project) {
    List<String> gone =
        Stream.concat(project.classPath().stream(), project.processorPath().stream())
            .filter(path -> isNamedJar(path) && !Files.exists(path))
            .map(Path::toString)
            .distinct()
            .toList();
    return gone.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The class path of "
                + project.root()
                + " names what is not there: "
                + String.join(", ", gone)
                + ". Build the project once, or correct the path.");
  }

  private static Optional<String> broken(Project project) {
    List<String> broken =
        project.classPath().stream()
            .filter(path -> isNamedJar(path) && Files.exists(path) && !isReadable(path))
            .map(Path::toString)
            .toList();
    return broken.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The class path of "
                + project.root()
                + " names what is no jar, and is left out: "
                + String.join(", ", broken)
                + ". Remove it, and build the project once, which loads it anew.");
  }

  private static Optional<String> newerJava(Project project) {
    int java = java(project.classPath());
    return java <= Runtime.version().feature()
        ? Optional.empty()
        : Optional.of(
            "The project in "
                + project.root()
                + " is compiled for Java "
                + java
                + ", and the language server runs on Java "
                + Runtime.version().feature()
                + ", which cannot read that. Start it with the java of a JDK "
                + java
                + " or later.");
  }

  private static boolean hasRunnel(JavaFileManager files) throws IOException {
    return files.getJavaFileForInput(StandardLocation.CLASS_PATH, CHAIN, Kind.CLASS) != null
        || files.getJavaFileForInput(StandardLocation.SOURCE_PATH, CHAIN, Kind.SOURCE) != null;
  }

  private static boolean isNamedJar(Path path) {
    return path.toString().endsWith(".jar");
  }

  /** Tells whether the compiler can read a folder or a jar; it fails where one was cut off. */
  static boolean isReadable(Path path) {
    if (Files.isDirectory(path)) {
      return true;
    }
    try {
      new ZipFile(path.toFile()).close();
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  /** Returns for which Java a project is compiled, as far as that is known; else 0. */
  private static int java(List<Path> classPath) {
    return classPath.stream()
        .filter(Files::isDirectory)
        .mapToInt(ClassPathCheck::javaOfFirst)
        .max()
        .orElse(0);
  }

  private static int javaOfFirst(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      Optional<Path> first =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .filter(file -> !file.startsWith(folder.resolve("META-INF")))
              .findFirst();
      return first.isPresent() ? javaOf(first.get()) : 0;
    } catch (IOException | UncheckedIOException beingBuilt) {
      return 0;
    }
  }

  private static int javaOf(Path classFile) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(classFile))) {
      // Before the number that counts stand a magic one and a minor version.
      in.skipNBytes(6);
      return in.readUnsignedShort() - BEFORE_FIRST_JAVA;
    }
  }
}
