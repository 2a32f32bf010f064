package dev.runnel.processor.analysis.emit;

import dev.runnel.processor.analysis.read.PrivateTypes;
import dev.runnel.processor.types.WritableTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/**
 * Tells which types a class beside the chain class can name. For one that does not exist there is
 * {@link WritableTypes}.
 */
final class KnownTypes {
  private final Set<String> variables;

  KnownTypes(TypeElement chainClass) {
    this.variables = new HashSet<>(names(chainClass.getTypeParameters()));
  }

  /**
   * Eclipse's compiler has elements of its own for annotated variables: names tell which is which.
   */
  private static List<String> names(List<? extends TypeParameterElement> parameters) {
    return parameters.stream().map(KnownTypes::name).toList();
  }

  private static String name(Element variable) {
    return variable.getSimpleName() + " of " + variable.getEnclosingElement();
  }

  /** Tells whether the bounds of the chain class's type variables can be named. */
  boolean knowsBounds(TypeElement chainClass) {
    return bounds(chainClass.getTypeParameters()).allMatch(this::knows);
  }

  /** Tells whether all of a method's signature can be named. */
  boolean knows(ExecutableElement method, ExecutableType type) {
    Set<String> outer = Set.copyOf(variables);
    variables.addAll(names(method.getTypeParameters()));
    boolean known =
        Stream.of(
                Stream.of(type.getReturnType()),
                type.getParameterTypes().stream(),
                type.getThrownTypes().stream(),
                bounds(method.getTypeParameters()))
            .flatMap(types -> types.map(TypeMirror.class::cast))
            .allMatch(this::knows);
    variables.retainAll(outer);
    return known;
  }

  private static Stream<TypeMirror> bounds(List<? extends TypeParameterElement> parameters) {
    return parameters.stream().flatMap(parameter -> parameter.getBounds().stream());
  }

  private boolean knows(@Nullable TypeMirror type) {
    if (type == null || type.getKind() == TypeKind.ERROR) {
      return true;
    }
    if (type instanceof ArrayType array) {
      return knows(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return knows(wildcard.getExtendsBound()) && knows(wildcard.getSuperBound());
    }
    if (type instanceof TypeVariable variable) {
      return variables.contains(name(variable.asElement()));
    }
    return !(type instanceof DeclaredType declared)
        || (PrivateTypes.around(declared.asElement()).isEmpty()
            && (declared.getEnclosingType().getKind() == TypeKind.NONE
                || knows(declared.getEnclosingType()))
            && declared.getTypeArguments().stream().allMatch(this::knows));
  }
}
