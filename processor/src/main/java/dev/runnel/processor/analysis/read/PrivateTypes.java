package dev.runnel.processor.analysis.read;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Finds private classes, which the generated class cannot see, in types. */
public final class PrivateTypes {
  private PrivateTypes() {}

  /** Finds the first private class that a type names; empty if there is none. */
  public static Optional<Element> in(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return in(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return wildcard.getExtendsBound() != null
          ? in(wildcard.getExtendsBound())
          : Optional.ofNullable(wildcard.getSuperBound()).flatMap(PrivateTypes::in);
    }
    if (type instanceof DeclaredType declared) {
      Optional<Element> found = around(declared.asElement());
      return found.isPresent() ? found : inAny(declared.getTypeArguments());
    }
    return Optional.empty();
  }

  private static Optional<Element> inAny(List<? extends TypeMirror> types) {
    return types.stream().map(PrivateTypes::in).flatMap(Optional::stream).findFirst();
  }

  /** Finds the private one among a class and those around it. */
  public static Optional<Element> around(Element element) {
    for (Element at = element;
        at != null && (at.getKind().isClass() || at.getKind().isInterface());
        at = at.getEnclosingElement()) {
      if (at.getModifiers().contains(Modifier.PRIVATE)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
