package dev.runnel.processor.generate;

import dev.runnel.processor.RunnelProcessor;
import dev.runnel.processor.Scratch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles sources with the processor, loads what comes out, and runs it. */
final class CompiledChains {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:public |abstract |final )*(?:class|@?interface|record|enum) (\\w+)");

  private final Path generated;
  private final List<Diagnostic<? extends JavaFileObject>> diagnostics;
  private final ClassLoader loader;

  private CompiledChains(
      Path generated, List<Diagnostic<? extends JavaFileObject>> diagnostics, ClassLoader loader) {
    this.generated = generated;
    this.diagnostics = diagnostics;
    this.loader = loader;
  }

  /** Compiles with the JDK's compiler, all of its warnings on; fails on any error or warning. */
  static CompiledChains of(String... sources) {
    CompiledChains compiled =
        compile(ToolProvider.getSystemJavaCompiler(), List.of("-Xlint:all,-processing"), sources);
    compiled.failOnProblems();
    return compiled;
  }

  /** Compiles with a compiler; what it says is in {@link #problems}. */
  static CompiledChains compile(JavaCompiler compiler, List<String> options, String... sources) {
    return compile(StandardCharsets.UTF_8, compiler, options, sources);
  }

  /** Compiles sources that are written, and generated, in an encoding. */
  static CompiledChains compile(
      Charset encoding, JavaCompiler compiler, List<String> options, String... sources) {
    try {
      Path directory = Scratch.folder();
      Path classes = Files.createDirectory(directory.resolve("classes"));
      Path generated = Files.createDirectory(directory.resolve("generated"));
      List<File> written = new ArrayList<>();
      for (String source : sources) {
        written.add(write(directory.resolve("sources"), source, encoding).toFile());
      }
      DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
      try (StandardJavaFileManager files =
          compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
        files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(classes.toFile()));
        files.setLocation(StandardLocation.SOURCE_OUTPUT, List.of(generated.toFile()));
        List<String> all = new ArrayList<>(List.of("--release", "17"));
        all.addAll(List.of("-encoding", encoding.name()));
        all.addAll(options);
        JavaCompiler.CompilationTask task =
            compiler.getTask(
                null, files, diagnostics, all, null, files.getJavaFileObjectsFromFiles(written));
        task.setProcessors(List.of(new RunnelProcessor()));
        task.call();
      }
      return new CompiledChains(
          generated,
          List.copyOf(diagnostics.getDiagnostics()),
          new URLClassLoader(
              new URL[] {classes.toUri().toURL()}, CompiledChains.class.getClassLoader()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lists errors and warnings, each with its place. */
  List<String> problems() {
    return diagnostics.stream()
        .filter(
            diagnostic ->
                diagnostic.getKind() != Diagnostic.Kind.NOTE
                    && diagnostic.getKind() != Diagnostic.Kind.OTHER)
        .map(CompiledChains::text)
        .toList();
  }

  /** Writes a diagnostic with its place; Eclipse's own say nothing as text. */
  private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
    String file = diagnostic.getSource() == null ? "" : diagnostic.getSource().getName();
    return file + ":" + diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT);
  }

  List<String> notes() {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.NOTE)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  private void failOnProblems() {
    if (!problems().isEmpty()) {
      throw new AssertionError(String.join("\n", problems()) + "\n" + generatedSources());
    }
  }

  /** Returns the text of all generated sources. */
  String generatedSources() {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(generated)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        all.append(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }

  /** Returns where a generated source stands. */
  Path generatedFile(String name) {
    return generated.resolve(name);
  }

  /** Loads a class by its name. */
  Class<?> load(String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes an instance with the only constructor of a class. */
  Object make(String name, Object... arguments) {
    return newInstance(load(name).getDeclaredConstructors()[0], arguments);
  }

  /** Makes an instance. */
  static Object newInstance(Constructor<?> constructor, Object... arguments) {
    constructor.setAccessible(true);
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw thrown(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Calls the only method of a name. */
  @SuppressWarnings("unchecked")
  static <T> T call(Object target, String name, Object... arguments) {
    for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && !method.isBridge()
            && method.getParameterCount() == arguments.length) {
          method.setAccessible(true);
          try {
            return (T) method.invoke(target, arguments);
          } catch (InvocationTargetException e) {
            throw thrown(e.getCause());
          } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
          }
        }
      }
    }
    throw new AssertionError("No method " + name + " in " + target.getClass());
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException thrown(Throwable failure) throws T {
    throw (T) failure;
  }

  private static Path write(Path root, String source, Charset encoding) throws IOException {
    Matcher type = TYPE.matcher(source);
    if (!type.find()) {
      throw new IllegalArgumentException("No type in: " + source);
    }
    Matcher inPackage = PACKAGE.matcher(source);
    Path folder = inPackage.find() ? root.resolve(inPackage.group(1).replace('.', '/')) : root;
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(type.group(1) + ".java"), source, encoding);
  }
}
