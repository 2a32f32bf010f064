package dev.runnel.languageserver.compile;

import com.sun.source.util.JavacTask;
import dev.runnel.languageserver.index.Declared;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.util.Elements;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;

/** What the last build left behind, whatever the sources say by now. */
final class ClassFiles extends ForwardingJavaFileManager<JavaFileManager> {
  /** With "-parameters" their names are read, too, where a class file has them. */
  private static final List<String> OPTIONS = List.of("-proc:none", "-parameters");

  ClassFiles(JavaFileManager files) {
    super(files);
  }

  /** Lists what annotations of some classes could name; nothing of one that was not built. */
  List<Declared> declared(JavaCompiler compiler, Collection<String> classes) {
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                new StringWriter(), this, new DiagnosticCollector<>(), OPTIONS, null, List.of());
    Elements elements = task.getElements();
    return classes.stream()
        .map(elements::getTypeElement)
        .filter(Objects::nonNull)
        .flatMap(type -> Declared.in(elements, task.getTypes(), type).stream())
        .toList();
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
    Set<Kind> left = EnumSet.of(Kind.CLASS);
    left.retainAll(kinds);
    return location == StandardLocation.SOURCE_PATH || left.isEmpty()
        ? List.of()
        : super.list(location, packageName, left, recurse);
  }

  /** Does not close what the next compilation uses, too. */
  @Override
  public void close() {}
}
