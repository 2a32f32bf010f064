package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.ParameterAnnotations;
import dev.runnel.processor.analysis.read.PrivateTypes;
import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.ProblemKind;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.types.TypeNames;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Checks that a class can be a chain class: that another class can extend it. */
public final class ChainClassCheck {
  private final ChainClassContext context;
  private final TypeElement type;
  private final Position at;
  private final Report report;

  /** Prepares to look at a class. */
  public ChainClassCheck(ChainClassContext context, Report report) {
    this.context = context;
    this.type = context.chainClass();
    this.at = Position.of(type);
    this.report = report;
  }

  /** Reports that the runtime is missing: then nothing is known of any step. */
  public boolean hasRuntime() {
    if (context.types().find(TypeNames.RUNNEL) != null) {
      return true;
    }
    report.add(ClassProblems.missingRuntime(at, context.className()));
    return false;
  }

  /** Reports what is wrong with the class itself; with an error, nothing can implement it. */
  public void check() {
    checkKind();
    checkNesting();
    if (type.getModifiers().contains(Modifier.SEALED)) {
      report.add(ClassProblems.sealedClass(at, context.className()));
    }
    if (type.getKind() == ElementKind.CLASS && !report.hasErrors()) {
      checkConstructors();
    }
  }

  /** Reports components for which no constructor has room, and what it cannot say of them. */
  public void checkComponents(ConstructorRoom room) {
    room.components().forEach(this::checkAnnotations);
    if (!room.isEnough()) {
      report.add(
          ClassProblems.tooManyComponents(
              at, context.className(), room.components().size(), room.room()));
    }
  }

  /** Tells whether a class may extend it, though it should be abstract. */
  public boolean isExtendable() {
    return (type.getKind() == ElementKind.CLASS || type.getKind() == ElementKind.INTERFACE)
        && !type.getModifiers().contains(Modifier.FINAL)
        && report.problems().stream()
            .map(Problem::kind)
            .noneMatch(
                kind ->
                    kind == ProblemKind.INNER_CLASS
                        || kind == ProblemKind.SEALED_CLASS
                        || kind == ProblemKind.PRIVATE_CHAIN_CLASS
                        || kind == ProblemKind.PRIVATE_CONSTRUCTORS);
  }

  private void checkKind() {
    if (!context.isAbstract()) {
      String what =
          switch (type.getKind()) {
            case CLASS -> "a concrete class";
            case ENUM -> "an enum";
            case RECORD -> "a record";
            default -> "an annotation";
          };
      report.add(ClassProblems.chainClassNotAbstract(at, context.className(), what));
    }
  }

  private void checkNesting() {
    Element inner = type;
    Element around = Objects.requireNonNull(inner.getEnclosingElement());
    while (around.getKind() != ElementKind.PACKAGE) {
      boolean nested = around.getKind().isClass() || around.getKind().isInterface();
      if (!nested || !isStatic(inner, around)) {
        report.add(ClassProblems.innerClass(at, context.className()));
        return;
      }
      inner = around;
      around = Objects.requireNonNull(inner.getEnclosingElement());
    }
    PrivateTypes.around(type)
        .ifPresent(
            hidden ->
                report.add(
                    ClassProblems.privateChainClass(
                        at, context.className(), hidden.getSimpleName().toString())));
  }

  private static boolean isStatic(Element type, Element around) {
    return type.getModifiers().contains(Modifier.STATIC)
        || type.getKind().isInterface()
        || around.getKind().isInterface();
  }

  private void checkConstructors() {
    List<ExecutableElement> constructors = ElementFilter.constructorsIn(type.getEnclosedElements());
    List<ExecutableElement> visible =
        constructors.stream()
            .filter(constructor -> !constructor.getModifiers().contains(Modifier.PRIVATE))
            .toList();
    if (visible.isEmpty() && !constructors.isEmpty()) {
      report.add(ClassProblems.privateConstructors(at, context.className()));
    }
    visible.forEach(this::checkTypes);
  }

  /** A generated constructor repeats all of it: what it takes and throws, and its annotations. */
  private void checkTypes(ExecutableElement constructor) {
    String what = "The constructor of " + context.className();
    for (VariableElement parameter : constructor.getParameters()) {
      checkVisible(parameter.asType(), parameter, what);
      checkVisible(parameter.getAnnotationMirrors(), parameter, what);
    }
    for (TypeParameterElement variable : constructor.getTypeParameters()) {
      variable.getBounds().forEach(bound -> checkVisible(bound, constructor, what));
    }
    constructor.getThrownTypes().forEach(thrown -> checkVisible(thrown, constructor, what));
    checkVisible(constructor.getAnnotationMirrors(), constructor, what);
  }

  private void checkVisible(TypeMirror named, Element element, String what) {
    PrivateTypes.problem(named, Position.of(element), what).ifPresent(report::add);
  }

  private void checkVisible(
      List<? extends AnnotationMirror> annotations, Element element, String what) {
    for (AnnotationMirror annotation : annotations) {
      PrivateTypes.problem(annotation, Position.of(element, annotation), what)
          .ifPresent(report::add);
    }
  }

  private void checkAnnotations(Member component) {
    for (AnnotationMirror annotation : ParameterAnnotations.carried(component)) {
      String name = annotation.getAnnotationType().asElement().getSimpleName().toString();
      Position position =
          context.declares(component) ? Position.of(component.element(), annotation) : at;
      PrivateTypes.problem(annotation, position, "@" + name + " of '" + component.name() + "'")
          .ifPresent(report::add);
    }
  }
}
