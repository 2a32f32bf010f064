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
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles files of projects, each with the project's own processor. What takes long to open, jars
 * and the processor's classes, is kept for the next compilation. Not thread-safe.
 */
public final class Compilers implements AutoCloseable {
  private static final String ANNOTATIONS = "dev.runnel.annotations";

  /** What is open, and what its class path lacks. */
  private record Opened(
      Project project, List<String> stamp, StandardJavaFileManager files, Optional<String> lack) {}

  private final Consumer<String> log;
  private final Consumer<String> missing;
  private final ProcessorLoader processors = new ProcessorLoader();
  private final StepFiles steps = new StepFiles();
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
        (compilation, processor, advice) -> {
          Compiled compiled = compilation.compile(processor.processor(), depth);
          if (compiled.facts().otherForm()) {
            advice.giveOfProcessor(processor.otherForm());
          }
          return compiled;
        });
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
        (compilation, processor, advice) -> compilation.offers(processor.processor(), asked));
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
      return new ClassFiles(open(compiler, project).files()).declared(compiler, classes);
    } catch (IOException failure) {
      new Advice(project, missing).giveOfUnreadable(failure);
      return List.of();
    }
  }

  /** What is done with the compiler. */
  private interface Work<T> {
    T run(Compilation compilation, LoadedProcessor processor, Advice advice) throws IOException;
  }

  private <T> T run(
      Project project,
      List<SourceText> sources,
      List<SourceText> documents,
      BooleanSupplier isOutdated,
      T otherwise,
      Work<T> work) {
    Advice advice = advice(project, sources);
    try {
      JavaCompiler compiler = compiler();
      Opened now = open(compiler, project);
      now.lack().ifPresent(advice::give);
      Optional<LoadedProcessor> processor = processor(project, advice);
      if (processor.isEmpty()) {
        return otherwise;
      }
      EditedFiles files = new EditedFiles(now.files(), steps, project, documents, isOutdated);
      Compilation compilation = new Compilation(compiler, files, project, sources);
      T done = work.run(compilation, processor.get(), advice);
      compilation.failures().forEach(failure -> tell(processor.get(), failure, advice));
      return done;
    } catch (IOException failure) {
      advice.giveOfUnreadable(failure);
      return otherwise;
    }
  }

  /** Where no file has chains, there is nothing to tell. */
  private Advice advice(Project project, List<SourceText> sources) {
    return sources.stream().anyMatch(source -> source.text().contains(ANNOTATIONS))
        ? new Advice(project, missing)
        : new Advice(project, unwanted -> {});
  }

  private Optional<LoadedProcessor> processor(Project project, Advice advice) {
    try {
      Optional<LoadedProcessor> processor = processors.load(project.processorPath());
      if (processor.isEmpty()) {
        advice.giveOfMissingProcessor();
      } else {
        processor.get().shortcoming().ifPresent(advice::giveOfProcessor);
      }
      return processor;
    } catch (IOException failure) {
      advice.give(String.valueOf(failure.getMessage()));
      return Optional.empty();
    }
  }

  /** Tells whether anything can be compiled; if not, the author is told. */
  public boolean hasCompiler() {
    boolean is = ToolProvider.getSystemJavaCompiler() != null;
    if (!is) {
      missing.accept(
          "Runnel's language server runs on a Java without a compiler, that of "
              + System.getProperty("java.home")
              + ". Start it with the java of a JDK.");
    }
    return is;
  }

  private static JavaCompiler compiler() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("There is no compiler.");
    }
    return compiler;
  }

  private Opened open(JavaCompiler compiler, Project project) throws IOException {
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
      List<Path> classPath =
          project.classPath().stream().filter(ClassPathCheck::isReadable).toList();
      files.setLocation(StandardLocation.CLASS_PATH, existing(classPath));
      opened = Optional.of(new Opened(project, stamp, files, ClassPathCheck.lack(project, files)));
    }
    return opened.get();
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

  private void tell(LoadedProcessor processor, Throwable failure, Advice advice) {
    if (failure.getCause() instanceof LinkageError broken) {
      advice.giveOfProcessor(processor.broken(broken));
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
