package dev.runnel.processor.analysis.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import dev.runnel.processor.analysis.read.Member;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds the warnings that a generated class has to suppress, since it names what its chain class
 * names: deprecated steps and types, and raw types. The author was warned of them already.
 */
final class Suppressions {
  private static final String DEPRECATED = Deprecated.class.getName();

  private final Set<String> found = new TreeSet<>();

  private Suppressions() {}

  /** Returns the annotation for a generated class; empty if there is nothing to suppress. */
  static Optional<AnnotationSpec> of(TypeElement chainClass, List<Member> members) {
    Suppressions all = new Suppressions();
    all.addUse(chainClass);
    chainClass
        .getTypeParameters()
        .forEach(parameter -> parameter.getBounds().forEach(all::addType));
    for (ExecutableElement constructor :
        ElementFilter.constructorsIn(chainClass.getEnclosedElements())) {
      all.addMethod(constructor, (ExecutableType) constructor.asType());
    }
    for (Member member : members) {
      all.addMethod(member.element(), member.type());
    }
    if (all.found.isEmpty()) {
      return Optional.empty();
    }
    // Eclipse's compiler warns of less, and would warn of words that it does not need.
    all.found.add("all");
    CodeBlock warnings =
        all.found.stream()
            .map(warning -> CodeBlock.of("$S", warning))
            .collect(CodeBlock.joining(", ", "{", "}"));
    return Optional.of(
        AnnotationSpec.builder(SuppressWarnings.class).addMember("value", warnings).build());
  }

  private void addMethod(ExecutableElement method, ExecutableType type) {
    if (isOfObject(method)) {
      return;
    }
    addUse(method);
    Stream.of(
            Stream.of(type.getReturnType()),
            type.getParameterTypes().stream(),
            type.getThrownTypes().stream())
        .flatMap(types -> types.map(TypeMirror.class::cast))
        .forEach(this::addType);
  }

  private static boolean isOfObject(ExecutableElement method) {
    return method.getEnclosingElement() instanceof TypeElement type
        && type.getQualifiedName().contentEquals("java.lang.Object");
  }

  private void addUse(Element element) {
    for (Element at = element;
        at != null && at.getKind() != ElementKind.PACKAGE;
        at = at.getEnclosingElement()) {
      at.getAnnotationMirrors().stream()
          .filter(annotation -> annotation.getAnnotationType().toString().equals(DEPRECATED))
          .map(annotation -> isForRemoval(annotation) ? "removal" : "deprecation")
          .forEach(found::add);
    }
  }

  private static boolean isForRemoval(AnnotationMirror deprecated) {
    return deprecated.getElementValues().entrySet().stream()
        .filter(entry -> entry.getKey().getSimpleName().contentEquals("forRemoval"))
        .anyMatch(entry -> Boolean.TRUE.equals(entry.getValue().getValue()));
  }

  private void addType(@Nullable TypeMirror type) {
    if (type instanceof ArrayType array) {
      addType(array.getComponentType());
    } else if (type instanceof WildcardType wildcard) {
      addType(wildcard.getExtendsBound());
      addType(wildcard.getSuperBound());
    } else if (type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element) {
      addUse(element);
      if (declared.getTypeArguments().isEmpty() && !element.getTypeParameters().isEmpty()) {
        found.addAll(List.of("rawtypes", "unchecked"));
      }
      declared.getTypeArguments().forEach(this::addType);
    }
  }
}
