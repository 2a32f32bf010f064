package dev.runnel.schemas;

import dev.runnel.schema.JsonSchema;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** Sources that were compiled with a processor, all at once, and loaded. */
final class Compilation {
  private final Path folder;
  private final ClassLoader loader;

  private Compilation(Path folder, ClassLoader loader) {
    this.folder = folder;
    this.loader = loader;
  }

  /** Compiles sources, by the names of their classes in package {@code t}; fails on any error. */
  static Compilation of(JavaCompiler compiler, Processor processor, Map<String, String> sources) {
    try {
      Path folder = Files.createTempDirectory("schemas");
      Path input = Files.createDirectories(folder.resolve("in/t"));
      Path output = Files.createDirectories(folder.resolve("out"));
      List<Path> files = new ArrayList<>();
      for (Map.Entry<String, String> source : sources.entrySet()) {
        files.add(Files.writeString(input.resolve(source.getKey() + ".java"), source.getValue()));
      }
      DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
      try (StandardJavaFileManager manager =
          compiler.getStandardFileManager(problems, null, null)) {
        manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
        manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(output));
        manager.setLocationFromPaths(
            StandardLocation.CLASS_PATH,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList());
        JavaCompiler.CompilationTask task =
            compiler.getTask(
                new StringWriter(),
                manager,
                problems,
                List.of("--release", "17"),
                null,
                manager.getJavaFileObjectsFromPaths(files));
        task.setProcessors(List.of(processor));
        if (!task.call()) {
          throw new AssertionError(problems.getDiagnostics().toString());
        }
      }
      return new Compilation(output, loader(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassLoader loader(Path output) throws MalformedURLException {
    return new URLClassLoader(
        new URL[] {output.toUri().toURL()}, Compilation.class.getClassLoader());
  }

  /** Loads a class of package {@code t}. */
  Class<?> load(String name) {
    try {
      return loader.loadClass("t." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the schema that was generated for a class. */
  JsonSchema schema(String name) {
    try {
      Field schema = load(name + "Schema").getField("SCHEMA");
      schema.setAccessible(true);
      return (JsonSchema) schema.get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the text of a generated file. */
  String file(String name) {
    try {
      return Files.readString(folder.resolve("t").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
