package dev.runnel.languageserver.compile;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Completion;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds the annotation at a place, and asks the processor for what it offers there. */
final class AnnotationAt extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Trees trees;
  private final CompilationUnitTree unit;
  private final int offset;
  private @Nullable TreePath found;

  private AnnotationAt(Trees trees, CompilationUnitTree unit, int offset) {
    this.trees = trees;
    this.unit = unit;
    this.offset = offset;
  }

  static List<Offer> offers(
      ProcessingEnvironment environment,
      Processor runnel,
      CompilationUnitTree unit,
      AskedValue asked) {
    Trees trees = Trees.instance(environment);
    AnnotationAt finder = new AnnotationAt(trees, unit, asked.annotationAt());
    finder.scan(unit, null);
    List<Offer> offers = new ArrayList<>();
    // Modifiers stand between an annotation and what it is on.
    TreePath path = finder.found;
    if (path != null && path.getParentPath() != null) {
      TreePath parent = path.getParentPath().getParentPath();
      Element element = parent == null ? null : trees.getElement(parent);
      Element type =
          trees.getElement(
              new TreePath(path, ((AnnotationTree) path.getLeaf()).getAnnotationType()));
      Optional<AnnotationMirror> mirror = mirror(element, type);
      Optional<ExecutableElement> member = member(type, asked.attribute());
      if (element != null && mirror.isPresent() && member.isPresent()) {
        for (Completion each :
            runnel.getCompletions(element, mirror.get(), member.get(), asked.written())) {
          offers.add(
              new Offer(each.getValue(), each.getMessage() == null ? "" : each.getMessage()));
        }
      }
    }
    return offers;
  }

  private static Optional<AnnotationMirror> mirror(@Nullable Element on, @Nullable Element type) {
    if (on == null || type == null) {
      return Optional.empty();
    }
    for (AnnotationMirror mirror : on.getAnnotationMirrors()) {
      if (mirror.getAnnotationType().asElement().equals(type)) {
        return Optional.of(mirror);
      }
    }
    return Optional.empty();
  }

  private static Optional<ExecutableElement> member(@Nullable Element type, String attribute) {
    if (type == null) {
      return Optional.empty();
    }
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      Name name = method.getSimpleName();
      if (name.contentEquals(attribute)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void none) {
    if (trees.getSourcePositions().getStartPosition(unit, tree) == offset) {
      found = getCurrentPath();
    }
    return super.visitAnnotation(tree, null);
  }
}
