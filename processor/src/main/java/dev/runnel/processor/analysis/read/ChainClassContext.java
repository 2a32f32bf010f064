package dev.runnel.processor.analysis.read;

import dev.runnel.processor.types.TypeSystem;
import java.util.Objects;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Holds what every part of the analysis of one chain class needs.
 *
 * @param elements the compiler's elements
 * @param types the type system
 * @param chainClass the chain class
 * @param allSchemas whether each chain gets its schemas that has some
 */
public record ChainClassContext(
    Elements elements, TypeSystem types, TypeElement chainClass, boolean allSchemas) {
  /** Holds what is needed where no option matters. */
  public ChainClassContext(Elements elements, TypeSystem types, TypeElement chainClass) {
    this(elements, types, chainClass, false);
  }

  /** Returns the chain class as a type, with its own type variables. */
  DeclaredType type() {
    return (DeclaredType) chainClass.asType();
  }

  /** Returns the chain class's name as messages say it. */
  public String className() {
    return chainClass.getSimpleName().toString();
  }

  /** Tells whether the chain class can have abstract methods. */
  public boolean isAbstract() {
    return chainClass.getKind() == ElementKind.INTERFACE
        || (chainClass.getKind() == ElementKind.CLASS
            && chainClass.getModifiers().contains(Modifier.ABSTRACT));
  }

  /** Tells whether a method is the chain class's own, and not inherited. */
  public boolean declares(Member member) {
    return member.declaringClass().equals(chainClass);
  }

  /** Tells whether a method redeclares one of Object's, as an interface may. */
  public boolean isOfObject(Member member) {
    TypeElement object = Objects.requireNonNull(types.classOf(types.object()));
    return ElementFilter.methodsIn(object.getEnclosedElements()).stream()
        .filter(method -> method.getSimpleName().equals(member.element().getSimpleName()))
        .anyMatch(method -> elements.overrides(member.element(), method, chainClass));
  }
}
