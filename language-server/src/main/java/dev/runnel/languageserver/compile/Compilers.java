package dev.runnel.languageserver.compile;

import dev.runnel.languageserver.compile.Compilation.Depth;
import dev.runnel.languageserver.index.Declared;
import dev.runnel.languageserver.project.Project;
import dev.runnel.languageserver.text.SourceText;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles files of projects, each with the project's own processor. What takes long to open, jars
 * and the processor's classes, is kept for the next compilation. Not thread-safe.
 */
public final class Compilers implements AutoCloseable {
  private record Opened(Project project, List<String> stamp, StandardJavaFileManager files) {}

  private final Consumer<String> log;
  private final Consumer<String> missing;
  private final ProcessorLoader processors = new ProcessorLoader();
  private Optional<Opened> opened = Optional.empty();

  /**
   * Makes a compiler.
   *
   * @param log is told what goes wrong
   * @param missing is told what the author has to add
   */
  public Compilers(Consumer<String> log, Consumer<String> missing) {
    this.log = log;
    this.missing = missing;
  }

  /**
   * Finds what the processor says of a file, and what is declared in it.
   *
   * @param project the file's project
   * @param source the file
   * @param documents all open files
   * @param isOutdated tells whether nobody wants the answer any more
   * @return what was found
   * @throws Cancelled if it is outdated
   */
  public Compiled check(
      Project project, SourceText source, List<SourceText> documents, BooleanSupplier isOutdated) {
    return compile(project, List.of(source), documents, isOutdated, Depth.DECLARATIONS);
  }

  /**
   * Finds also what the names in the bodies of some files mean.
   *
   * @param project the project
   * @param sources the files
   * @param documents all open files
   * @return what was found
   */
  public Compiled read(Project project, List<SourceText> sources, List<SourceText> documents) {
    return sources.isEmpty()
        ? Compiled.NOTHING
        : compile(project, sources, documents, () -> false, Depth.BODIES);
  }

  private Compiled compile(
      Project project,
      List<SourceText> sources,
      List<SourceText> documents,
      BooleanSupplier isOutdated,
      Depth depth) {
    return run(
        project,
        sources,
        documents,
        isOutdated,
        Compiled.NOTHING,
        (compilation, processor) -> compilation.compile(processor, depth));
  }

  /**
   * Asks the processor what an annotation could name.
   *
   * @param project the file's project
   * @param source the file
   * @param documents all open files
   * @param asked the place
   * @return what it offers, the best first
   */
  public List<Offer> offers(
      Project project, SourceText source, List<SourceText> documents, AskedValue asked) {
    List<SourceText> others =
        documents.stream().filter(each -> !each.path().equals(source.path())).toList();
    return run(
        project,
        List.of(source),
        others,
        () -> false,
        List.of(),
        (compilation, processor) -> compilation.offers(processor, asked));
  }

  /**
   * Finds what the last build knows of some classes.
   *
   * @param project their project
   * @param classes their qualified names
   * @return what their annotations could name then
   */
  public List<Declared> built(Project project, Collection<String> classes) {
    try {
      JavaCompiler compiler = compiler();
      return new ClassFiles(files(compiler, project)).declared(compiler, classes);
    } catch (IOException failure) {
      tell(failure);
      return List.of();
    }
  }

  /** What is done with the compiler. */
  private interface Work<T> {
    T run(Compilation compilation, Processor processor) throws IOException;
  }

  private <T> T run(
      Project project,
      List<SourceText> sources,
      List<SourceText> documents,
      BooleanSupplier isOutdated,
      T otherwise,
      Work<T> work) {
    try {
      Optional<Processor> processor = processor(project);
      if (processor.isEmpty()) {
        return otherwise;
      }
      Compilation compilation = compilation(project, sources, documents, isOutdated);
      T done = work.run(compilation, processor.get());
      compilation.failures().forEach(this::tell);
      return done;
    } catch (IOException failure) {
      tell(failure);
      return otherwise;
    }
  }

  private Optional<Processor> processor(Project project) throws IOException {
    Optional<Processor> processor = processors.load(project.processorPath());
    if (processor.isEmpty()) {
      missing.accept(
          "There is no Runnel processor on the processor path of "
              + project.root()
              + ". Name dev.runnel:runnel-processor in the build, as docs/ide.md says.");
    }
    return processor;
  }

  private Compilation compilation(
      Project project,
      List<SourceText> sources,
      List<SourceText> documents,
      BooleanSupplier isOutdated)
      throws IOException {
    JavaCompiler compiler = compiler();
    EditedFiles files = new EditedFiles(files(compiler, project), project, documents, isOutdated);
    return new Compilation(compiler, files, project, sources);
  }

  private static JavaCompiler compiler() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException(
          "The server runs on a Java without a compiler. Start it with the java of a JDK.");
    }
    return compiler;
  }

  private StandardJavaFileManager files(JavaCompiler compiler, Project project) throws IOException {
    List<String> stamp = ProcessorLoader.stamp(project.classPath());
    boolean isOpen =
        opened
            .filter(known -> known.project().equals(project) && known.stamp().equals(stamp))
            .isPresent();
    if (!isOpen) {
      closeFiles();
      StandardJavaFileManager files =
          compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
      files.setLocation(StandardLocation.SOURCE_PATH, existing(project.sources()));
      files.setLocation(StandardLocation.CLASS_PATH, existing(project.classPath()));
      opened = Optional.of(new Opened(project, stamp, files));
    }
    return opened.get().files();
  }

  private static Collection<File> existing(List<Path> paths) {
    return paths.stream().filter(Files::exists).map(Path::toFile).toList();
  }

  private void closeFiles() throws IOException {
    if (opened.isPresent()) {
      opened.get().files().close();
      opened = Optional.empty();
    }
  }

  private void tell(Throwable failure) {
    if (failure instanceof IOException) {
      missing.accept(String.valueOf(failure.getMessage()));
    } else {
      log.accept(failure + " at " + List.of(failure.getStackTrace()));
    }
  }

  @Override
  public void close() throws IOException {
    try (processors) {
      closeFiles();
    }
  }
}
