package dev.runnel.languageserver.compile;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.runnel.languageserver.compile.AskingProcessor.Question;
import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.IndexBuilder;
import dev.runnel.languageserver.project.Project;
import dev.runnel.languageserver.text.SourceText;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;

/** One run of the compiler over some files. Used once, by one thread. */
final class Compilation {
  /** How far the compiler goes. */
  enum Depth {
    /** It declares classes and runs the processor. */
    DECLARATIONS,
    /** It also finds what the names in bodies mean. */
    BODIES
  }

  private static final Pattern MESSAGE = Pattern.compile("(?s)\\[Runnel/(\\w+)] .*");

  /** Without "-Xlint:none", which would silence the processor's warnings as well. */
  private static final List<String> OPTIONS =
      List.of("-implicit:none", "-Xmaxerrs", "10000", "-Xmaxwarns", "10000");

  private final JavaCompiler compiler;
  private final EditedFiles files;
  private final Project project;
  private final List<EditedFile> roots;
  private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
  private final List<Throwable> failures = new ArrayList<>();

  Compilation(JavaCompiler compiler, EditedFiles files, Project project, List<SourceText> sources) {
    this.compiler = compiler;
    this.files = files;
    this.project = project;
    this.roots = sources.stream().map(files::root).toList();
  }

  /** Compiles the files, as far as they can be. */
  Compiled compile(Processor runnel, Depth depth) throws IOException {
    boolean parsed = parses();
    Map<Path, Index> indices = new HashMap<>();
    List<CompilationUnitTree> units = new ArrayList<>();
    boolean isShallow = depth == Depth.DECLARATIONS;
    Question declarations =
        (environment, same) ->
            indices.putAll(
                index(
                    Trees.instance(environment),
                    environment.getElementUtils(),
                    environment.getTypeUtils(),
                    units,
                    false));
    JavacTask task = run(runnel, depth, isShallow ? declarations : Question.NONE, units);
    if (!isShallow) {
      indices.putAll(index(Trees.instance(task), task.getElements(), task.getTypes(), units, true));
    }
    return new Compiled(found(), indices, facts(), parsed);
  }

  private Map<Path, Index> index(
      Trees trees,
      Elements elements,
      Types types,
      List<CompilationUnitTree> units,
      boolean withBodies) {
    Facts facts = facts();
    Map<Path, Index> indices = new HashMap<>();
    for (CompilationUnitTree unit : units) {
      indices.put(
          path(unit),
          IndexBuilder.build(trees, elements, types, unit, text(unit), facts, withBodies));
    }
    return indices;
  }

  /** Asks the processor what it offers at a place of the only file. */
  List<Offer> offers(Processor runnel, AskedValue asked) throws IOException {
    List<CompilationUnitTree> units = new ArrayList<>();
    List<Offer> offers = new ArrayList<>();
    Question question =
        (environment, same) ->
            units.forEach(
                unit -> offers.addAll(AnnotationAt.offers(environment, same, unit, asked)));
    run(runnel, Depth.DECLARATIONS, question, units);
    return offers;
  }

  /** Runs the compiler; the list takes the files' trees, before the question is asked. */
  private JavacTask run(
      Processor runnel, Depth depth, Question question, List<CompilationUnitTree> units)
      throws IOException {
    JavacTask task = task(depth);
    task.setProcessors(List.of(new AskingProcessor(runnel, question)));
    run(
        () -> {
          task.parse().forEach(units::add);
          task.analyze();
        });
    return task;
  }

  /** Tells whether the files are Java, whatever they mean. */
  private boolean parses() throws IOException {
    DiagnosticCollector<JavaFileObject> syntax = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                new StringWriter(),
                files,
                syntax,
                List.of("-proc:none", "-Xlint:none"),
                null,
                roots);
    int failed = failures.size();
    run(task::parse);
    return failures.size() == failed
        && syntax.getDiagnostics().stream()
            .noneMatch(each -> each.getKind() == Diagnostic.Kind.ERROR);
  }

  private JavacTask task(Depth depth) {
    List<String> options = new ArrayList<>(OPTIONS);
    boolean isShallow = depth == Depth.DECLARATIONS;
    if (isShallow) {
      options.add("-proc:only");
    }
    options.add("-XDshould-stop.ifError=" + (isShallow ? "PROCESS" : "ATTR"));
    options.add("-XDshould-stop.ifNoError=" + (isShallow ? "PROCESS" : "ATTR"));
    options.add("-Arunnel.facts=true");
    options.addAll(project.options());
    return (JavacTask)
        compiler.getTask(new StringWriter(), files, diagnostics, options, null, roots);
  }

  /** Something that the compiler does. */
  private interface Work {
    void run() throws IOException;
  }

  /**
   * Lets the compiler work. It fails on some texts that are half written: what it has found by then
   * counts. It wraps what ends it from within.
   */
  private void run(Work work) throws IOException {
    try {
      work.run();
    } catch (RuntimeException | AssertionError | StackOverflowError failure) {
      files.checkCurrent();
      failures.add(failure);
    }
  }

  /**
   * Returns how the compiler has failed on files that are Java. On others it does at times, where
   * it guesses what is meant.
   */
  List<Throwable> failures() throws IOException {
    return failures.isEmpty() || !parses() ? List.of() : List.copyOf(failures);
  }

  private Facts facts() {
    return Facts.read(
        files.resources().entrySet().stream()
            .filter(each -> each.getKey().startsWith("META-INF/runnel/facts/"))
            .map(each -> each.getValue().getCharContent(true))
            .toList());
  }

  private Path path(CompilationUnitTree unit) {
    return Path.of(unit.getSourceFile().toUri());
  }

  private String text(CompilationUnitTree unit) {
    Path path = path(unit);
    return roots.stream()
        .map(EditedFile::source)
        .filter(source -> source.path().equals(path))
        .findFirst()
        .map(SourceText::text)
        .orElse("");
  }

  private Map<Path, List<Found>> found() {
    Map<Path, List<Found>> found = new HashMap<>();
    for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
      Matcher message = MESSAGE.matcher(each.getMessage(null));
      if (message.matches()) {
        Path path = each.getSource() == null ? first() : Path.of(each.getSource().toUri());
        found
            .computeIfAbsent(path, none -> new ArrayList<>())
            .add(
                new Found(
                    message.group(1),
                    message.group(),
                    each.getKind(),
                    (int) each.getStartPosition(),
                    (int) each.getPosition(),
                    (int) each.getEndPosition()));
      }
    }
    return found;
  }

  /** Returns the file that is told what concerns none. */
  private Path first() {
    return roots.get(0).source().path();
  }
}
