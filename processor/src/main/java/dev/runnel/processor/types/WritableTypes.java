package dev.runnel.processor.types;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * Writes types down as they are, but for those that do not exist: {@code Object} stands in for
 * them, so that the compiler does not complain of the generated class, too.
 */
public final class WritableTypes {
  private WritableTypes() {}

  /** Writes a type down. */
  public static TypeName of(TypeMirror type) {
    if (isWritable(type)) {
      return TypeName.get(type);
    }
    if (type instanceof ArrayType array) {
      return ArrayTypeName.of(of(array.getComponentType()));
    }
    if (type instanceof TypeVariable variable) {
      return TypeVariableName.get(variable.asElement().getSimpleName().toString());
    }
    if (type instanceof DeclaredType declared && !isMissing(type)) {
      return ParameterizedTypeName.get(
          ClassName.get((TypeElement) declared.asElement()),
          declared.getTypeArguments().stream()
              .map(WritableTypes::argument)
              .toArray(TypeName[]::new));
    }
    return ClassName.OBJECT;
  }

  /** An argument that does not exist is any: the parameter may have a bound. */
  private static TypeName argument(TypeMirror type) {
    boolean isAny = isMissing(type) || type.getKind() == TypeKind.WILDCARD;
    return isAny && !isWritable(type) ? WildcardTypeName.subtypeOf(ClassName.OBJECT) : of(type);
  }

  /** Writes a type variable down with those of its bounds that exist. */
  public static TypeVariableName of(TypeParameterElement variable) {
    return TypeVariableName.get(
        variable.getSimpleName().toString(), known(variable.getBounds()).toArray(TypeName[]::new));
  }

  /** Writes those types down that exist. */
  public static List<TypeName> known(List<? extends TypeMirror> types) {
    return types.stream().filter(WritableTypes::isWritable).map(TypeName::get).toList();
  }

  /**
   * Tells whether a type does not exist. To Eclipse's compiler, one with an argument that does not
   * exist is an error as a whole.
   */
  public static boolean isMissing(TypeMirror type) {
    return type.getKind() == TypeKind.ERROR
        && (!(type instanceof DeclaredType declared) || areWritable(declared.getTypeArguments()));
  }

  private static boolean areWritable(List<? extends TypeMirror> types) {
    return types.stream().allMatch(WritableTypes::isWritable);
  }

  /** Tells whether a type exists, with all of its arguments, and the bounds of its variables. */
  public static boolean isWritable(TypeMirror type) {
    return isWritable(type, new HashSet<>());
  }

  /** Looks at each variable once: its bounds may speak of it. */
  private static boolean isWritable(TypeMirror type, Set<Element> variables) {
    if (type instanceof ArrayType array) {
      return isWritable(array.getComponentType(), variables);
    }
    if (type instanceof WildcardType wildcard) {
      return areWritable(
          Stream.of(wildcard)
              .flatMap(each -> Stream.of(each.getExtendsBound(), each.getSuperBound()))
              .flatMap(Stream::ofNullable),
          variables);
    }
    if (type instanceof TypeVariable variable
        && variable.asElement() instanceof TypeParameterElement parameter) {
      return !variables.add(parameter) || areWritable(parameter.getBounds().stream(), variables);
    }
    return type.getKind() != TypeKind.ERROR
        && (!(type instanceof DeclaredType declared)
            || areWritable(declared.getTypeArguments().stream(), variables));
  }

  private static boolean areWritable(Stream<? extends TypeMirror> types, Set<Element> variables) {
    return types.allMatch(type -> isWritable(type, variables));
  }
}
