package dev.runnel.site;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Javadoc of all published modules in one, with the packages of each under its name. Each
 * module's build has left its class path in {@code target/class-path.txt}.
 *
 * <p>They are read as classes on a class path: modules that cannot be Java modules, as they need
 * libraries that are none, would have no place among the others.
 *
 * @param sources where the modules are
 */
record ApiDocs(Sources sources) {
  /** Not called by users. */
  private static final Set<String> LEFT_OUT = Set.of("processor", "language-server", "playground");

  /**
   * Writes the pages into a folder.
   *
   * @param folder the folder
   * @param version the version
   * @throws IOException if a module was not built, or javadoc fails
   */
  void write(Path folder, String version) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-quiet",
                "-notimestamp",
                "-Xdoclint:none",
                "-encoding",
                "UTF-8",
                "-charset",
                "UTF-8",
                "--release",
                "17",
                "-d",
                folder.toString(),
                "-windowtitle",
                "Runnel " + version,
                "-doctitle",
                "Runnel " + version,
                "-bottom",
                "<a href=\"{@docRoot}/../index.html\">The documentation</a>"));
    Set<String> classPath = new LinkedHashSet<>();
    List<String> files = new ArrayList<>();
    for (Path module : modules()) {
      List<Path> ofModule = files(module);
      arguments.addAll(List.of("-group", "runnel-" + module.getFileName(), packages(ofModule)));
      ofModule.forEach(file -> files.add(file.toString()));
      classPath.addAll(classPath(module));
    }
    arguments.addAll(List.of("-classpath", String.join(File.pathSeparator, classPath)));
    arguments.addAll(files);
    ToolProvider javadoc =
        ToolProvider.findFirst("javadoc")
            .orElseThrow(() -> new IOException("This Java has no javadoc: run a JDK."));
    int result = javadoc.run(System.out, System.err, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IOException("javadoc ended with " + result + "; it says above why.");
    }
  }

  private List<Path> modules() throws IOException {
    return sources.publishedModules().stream()
        .filter(module -> !LEFT_OUT.contains(module.getFileName().toString()))
        .toList();
  }

  /** Lists the sources of the packages that users see. */
  private static List<Path> files(Path module) throws IOException {
    Path java = module.resolve("src/main/java");
    Set<String> hidden = hidden(java);
    try (Stream<Path> files = Files.walk(java)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .filter(file -> !hidden.contains(packageOf(java, file)))
          .sorted()
          .toList();
    }
  }

  /**
   * Lists the packages that a module does not export to everybody; none if it is no Java module.
   */
  private static Set<String> hidden(Path java) throws IOException {
    Path info = java.resolve("module-info.java");
    if (!Files.exists(info)) {
      return Set.of();
    }
    String exports = Files.readString(info);
    try (Stream<Path> files = Files.walk(java)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> packageOf(java, file))
          .filter(name -> !exports.contains("exports " + name + ";"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String packages(List<Path> files) {
    return files.stream()
        .map(file -> file.toString().replace(File.separatorChar, '/'))
        .map(file -> file.replaceAll(".*/src/main/java/(.*)/[^/]*", "$1").replace('/', '.'))
        .distinct()
        .collect(Collectors.joining(":"));
  }

  private static String packageOf(Path java, Path file) {
    return java.relativize(file.getParent()).toString().replace(File.separatorChar, '.');
  }

  private static List<String> classPath(Path module) throws IOException {
    Path list = module.resolve("target/class-path.txt");
    if (!Files.exists(list)) {
      throw new IOException(list + " is not there. .ci/site builds the modules first.");
    }
    List<String> entries = new ArrayList<>(List.of(module.resolve("target/classes").toString()));
    entries.addAll(List.of(Files.readString(list).strip().split(File.pathSeparator)));
    return entries;
  }
}
