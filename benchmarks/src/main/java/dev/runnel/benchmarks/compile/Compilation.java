package dev.runnel.benchmarks.compile;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles classes of one kind: with the processor, or, as the control, with the sources that it
 * generates and without any processor, or without both.
 */
final class Compilation {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Path folder;
  private final ChainSources classes;
  private final Path sources;
  private final Path generated;

  private Compilation(Path folder, ChainSources classes) {
    this.folder = folder;
    this.classes = classes;
    this.sources = folder.resolve("sources");
    this.generated = folder.resolve("generated");
  }

  /** Says what is compiled. */
  enum Kind {
    /** The classes, with the processor. */
    PROCESSOR,
    /** The classes and the generated ones, without. */
    CONTROL,
    /** The classes, without. */
    PLAIN
  }

  /** Opens a folder in which classes of a kind were written. */
  static Compilation in(Path folder, ChainSources classes) {
    return new Compilation(folder, classes);
  }

  /** Writes classes into a folder, and what is generated for them. */
  static Compilation prepare(Path folder, ChainSources kind, int count) throws IOException {
    Compilation compilation = new Compilation(folder, kind);
    Files.createDirectories(compilation.sources);
    Files.createDirectories(compilation.generated);
    kind.write(compilation.sources, count);
    try (TemporaryFolder classes = TemporaryFolder.create()) {
      compilation.compile(Kind.PROCESSOR, compilation.generated, classes.path());
    }
    return compilation;
  }

  Path folder() {
    return folder;
  }

  ChainSources classes() {
    return classes;
  }

  /** Returns the generated sources. */
  List<Path> generated() throws IOException {
    return files(generated);
  }

  /** Compiles once, and measures it. */
  Cost measure(Kind kind) throws IOException {
    try (TemporaryFolder written = TemporaryFolder.create();
        TemporaryFolder classes = TemporaryFolder.create()) {
      long cpu = SYSTEM.getProcessCpuTime();
      long wall = System.nanoTime();
      compile(kind, written.path(), classes.path());
      return new Cost(SYSTEM.getProcessCpuTime() - cpu, System.nanoTime() - wall);
    }
  }

  private void compile(Kind kind, Path written, Path output) throws IOException {
    List<Path> files = new ArrayList<>(files(sources));
    if (kind == Kind.CONTROL) {
      files.addAll(files(generated));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
      manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(written));
      List<String> options = new ArrayList<>(List.of("--release", "17", "-implicit:none"));
      if (kind != Kind.PROCESSOR) {
        options.add("-proc:none");
      }
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files));
      if (kind == Kind.PROCESSOR) {
        task.setProcessors(classes.processors());
      }
      if (!task.call()) {
        throw new IllegalStateException(classes + " do not compile.");
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
