package dev.runnel.processor;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** Runs a processor over sources, and says what was reported where. */
final class Compiled {
  /** A compiler under test. */
  enum Compiler {
    JAVAC,
    ECJ;

    private JavaCompiler newCompiler() {
      return this == JAVAC ? ToolProvider.getSystemJavaCompiler() : new EclipseCompiler();
    }
  }

  /** Something that was reported: {@code File.java:line:column kind message}. */
  record Reported(String file, long line, long column, Diagnostic.Kind kind, String message) {
    String place() {
      return file + ":" + line + ":" + column;
    }
  }

  /**
   * A source file; in its text, « marks the places where something is to be reported. Of a class
   * javac shows the keyword, marked ‹, and ECJ the name, marked ›. Of records and their components,
   * marked §, ECJ knows no place, so that the generated class is shown; and nothing, marked ¶, if
   * none is generated.
   */
  record Source(String name, String text) {
    /** The place of what is shown in a generated class. */
    static final String GENERATED = "(generated)";

    private static final String NO_PLACE = ":0:1";

    static final String IMPORTS =
        "import dev.runnel.*; import dev.runnel.annotations.*; import dev.runnel.model.*;"
            + " import java.util.*; import java.util.concurrent.*; import java.util.stream.*;\n";

    /** A file in the package test, after a line of imports. */
    static Source of(String name, String body) {
      return new Source("test." + name, "package test; " + IMPORTS + body);
    }

    /**
     * Returns the places of the marks, as a compiler says them. ECJ has no place for an element of
     * an array in an annotation: it shows the annotation; and for a value, where its name begins.
     */
    List<String> marks(Compiler compiler) {
      List<String> marks = new ArrayList<>();
      for (int at = 0; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '«') {
          marks.add(place(compiler == Compiler.ECJ ? ofEcj(at) : at));
        } else if (c == (compiler == Compiler.ECJ ? '›' : '‹')) {
          marks.add(place(at));
        } else if (c == '§') {
          marks.add(compiler == Compiler.ECJ ? GENERATED : place(at));
        } else if (c == '¶') {
          marks.add(compiler == Compiler.ECJ ? NO_PLACE : place(at));
        }
      }
      return marks;
    }

    private int ofEcj(int at) {
      String before = plain(text.substring(text.lastIndexOf('\n', at) + 1, at));
      if (before.endsWith(" = ")) {
        int end = at - " = ".length() - 1;
        return Math.max(text.lastIndexOf(' ', end), text.lastIndexOf('(', end)) + 1;
      }
      int array = text.lastIndexOf('{', at - 1);
      boolean isInArray = text.charAt(at + 1) == '"' && array > text.lastIndexOf('(', at);
      return isInArray ? ofEcj(array) : at;
    }

    private String place(int at) {
      String before = plain(text.substring(0, at));
      int line = before.length() - before.replace("\n", "").length() + 1;
      int column = before.length() - before.lastIndexOf('\n');
      return file() + ":" + line + ":" + column;
    }

    String file() {
      return name.substring(name.lastIndexOf('.') + 1) + ".java";
    }

    String plain() {
      return plain(text);
    }

    private static String plain(String marked) {
      return marked.replaceAll("[«‹›§¶]", "");
    }
  }

  private Compiled() {}

  /** Runs a processor over sources, and returns all that was reported, in the order of places. */
  static List<Reported> report(
      Compiler compiler, Processor processor, List<String> options, List<Source> sources) {
    List<String> all = new ArrayList<>(options);
    all.add("-proc:only");
    return run(compiler, List.of(processor), all, sources, Scratch.folder());
  }

  /** Compiles sources and what our processor generates for them, with all warnings. */
  static List<Reported> wholly(Compiler compiler, List<Source> sources) {
    return wholly(compiler, List.of(new RunnelProcessor()), sources);
  }

  /** Compiles sources and what processors generate for them, with all warnings. */
  static List<Reported> wholly(
      Compiler compiler, List<Processor> processors, List<Source> sources) {
    return wholly(compiler, processors, List.of(), sources);
  }

  /** Does so with options. */
  static List<Reported> wholly(
      Compiler compiler, List<Processor> processors, List<String> more, List<Source> sources) {
    List<String> options = new ArrayList<>(more);
    options.add(compiler == Compiler.JAVAC ? "-Xlint:all" : "-warn:-unusedImport");
    return run(compiler, processors, options, sources, Scratch.folder());
  }

  /** Compiles sources and what our processor generates, with options, on the JDK's compiler. */
  static List<Reported> wholly(List<String> options, List<Source> sources) {
    return run(Compiler.JAVAC, List.of(new RunnelProcessor()), options, sources, Scratch.folder());
  }

  /** Compiles sources without processors and without the names of parameters. */
  static Path classes(Source... sources) {
    Path output = Scratch.folder();
    List<Reported> reported =
        run(Compiler.JAVAC, List.of(), List.of("-proc:none", "-g:none"), List.of(sources), output);
    if (!reported.isEmpty()) {
      throw new IllegalArgumentException(reported.toString());
    }
    return output;
  }

  private static List<Reported> run(
      Compiler compiler,
      List<Processor> processors,
      List<String> options,
      List<Source> sources,
      Path output) {
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    JavaCompiler tool = compiler.newCompiler();
    Path input = Scratch.folder();
    try (StandardJavaFileManager files = tool.getStandardFileManager(collector, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
      files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(output));
      List<String> all = new ArrayList<>(options);
      all.addAll(List.of("--release", "17"));
      int given = options.indexOf("-classpath");
      String classPath = given < 0 ? System.getProperty("java.class.path") : options.get(given + 1);
      files.setLocationFromPaths(
          StandardLocation.CLASS_PATH,
          Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList());
      all.removeAll(given < 0 ? List.of() : options.subList(given, given + 2));
      JavaCompiler.CompilationTask task =
          tool.getTask(
              new StringWriter(),
              files,
              collector,
              all,
              null,
              files.getJavaFileObjectsFromPaths(written(input, sources)));
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      task.call();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return collector.getDiagnostics().stream()
        .map(Compiled::reported)
        .sorted(
            Comparator.comparing(Reported::file)
                .thenComparing(Reported::line)
                .thenComparing(Reported::column))
        .toList();
  }

  private static Reported reported(Diagnostic<? extends JavaFileObject> diagnostic) {
    String path = diagnostic.getSource() == null ? "" : diagnostic.getSource().getName();
    String text = diagnostic.getMessage(Locale.ENGLISH);
    return new Reported(
        path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1),
        diagnostic.getLineNumber(),
        diagnostic.getColumnNumber(),
        diagnostic.getKind(),
        text);
  }

  /** The Eclipse compiler reads real files only. */
  private static List<Path> written(Path folder, List<Source> sources) {
    List<Path> paths = new ArrayList<>();
    for (Source source : sources) {
      Path path = folder.resolve(source.name().replace('.', '/') + ".java");
      try {
        Files.createDirectories(path.getParent());
        Files.writeString(path, source.plain());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      paths.add(path);
    }
    return paths;
  }
}
