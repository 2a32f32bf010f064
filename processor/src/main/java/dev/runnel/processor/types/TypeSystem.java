package dev.runnel.processor.types;

import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.Conversion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Knows which values fit where: assignability with the conversions that Runnel adds, and type
 * arguments found through supertypes. Valid for one round of processing.
 */
public final class TypeSystem {
  private final Elements elements;
  private final Types types;
  private final Map<String, @Nullable TypeElement> found = new HashMap<>();

  /**
   * Builds upon the compiler's types.
   *
   * @param elements the compiler's elements
   * @param types the compiler's types
   */
  public TypeSystem(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /**
   * Finds a class by its name.
   *
   * @param name the qualified name
   * @return the class; null if it is not on the class path
   */
  public @Nullable TypeElement find(String name) {
    if (!found.containsKey(name)) {
      found.put(name, elements.getTypeElement(name));
    }
    return found.get(name);
  }

  /**
   * Returns the compiler's own types.
   *
   * @return the types
   */
  public Types ofCompiler() {
    return types;
  }

  /**
   * Returns the type of text.
   *
   * @return {@code String}
   */
  public TypeMirror text() {
    return Objects.requireNonNull(find(TypeNames.STRING)).asType();
  }

  /**
   * Returns the root of all classes.
   *
   * @return {@code Object}
   */
  public TypeMirror object() {
    return Objects.requireNonNull(find("java.lang.Object")).asType();
  }

  /**
   * Makes a type of one argument, such as a list.
   *
   * @param name the generic class of the JDK
   * @param argument the argument
   * @return the type
   */
  public TypeMirror of(String name, TypeMirror argument) {
    return types.getDeclaredType(Objects.requireNonNull(find(name)), boxed(argument));
  }

  /**
   * Tells whether a type is of exactly this class, whatever its arguments.
   *
   * @param type the type
   * @param name the class's qualified name
   * @return whether it is
   */
  public boolean is(TypeMirror type, String name) {
    return type.getKind() == TypeKind.DECLARED
        && ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().contentEquals(name);
  }

  /**
   * Looks at a type as one of its supertypes, or itself.
   *
   * @param type the type
   * @param name the supertype's qualified name
   * @return the supertype, with its arguments if they are known; null if it is none
   */
  public @Nullable DeclaredType as(TypeMirror type, String name) {
    return switch (type.getKind()) {
      case DECLARED ->
          is(type, name) ? (DeclaredType) type : asOneOf(types.directSupertypes(type), name);
      case TYPEVAR -> as(((TypeVariable) type).getUpperBound(), name);
      case INTERSECTION -> asOneOf(((IntersectionType) type).getBounds(), name);
      case WILDCARD -> as(given(type), name);
      default -> null;
    };
  }

  private @Nullable DeclaredType asOneOf(List<? extends TypeMirror> supertypes, String name) {
    for (TypeMirror supertype : supertypes) {
      DeclaredType view = as(supertype, name);
      if (view != null) {
        return view;
      }
    }
    return null;
  }

  /**
   * Tells whether a type is a subtype of a class.
   *
   * @param type the type
   * @param name the class's qualified name
   * @return whether it is
   */
  public boolean isA(TypeMirror type, String name) {
    return mayBe(type, name) && as(type, name) != null;
  }

  /** Rules most classes out without a look at all of their supertypes. */
  private boolean mayBe(TypeMirror type, String name) {
    TypeElement named = type.getKind() == TypeKind.DECLARED ? find(name) : null;
    return named == null || types.isSubtype(types.erasure(type), types.erasure(named.asType()));
  }

  /**
   * Tells whether a generic type lacks its arguments.
   *
   * @param type the type
   * @return whether it is raw
   */
  public boolean isRaw(DeclaredType type) {
    return type.getTypeArguments().isEmpty()
        && !((TypeElement) type.asElement()).getTypeParameters().isEmpty();
  }

  /**
   * Says what a type argument counts as where values come out: {@code ? extends X} is an {@code X}.
   *
   * @param argument the argument
   * @return the type of the values
   */
  public TypeMirror given(TypeMirror argument) {
    if (argument.getKind() == TypeKind.WILDCARD) {
      TypeMirror bound = ((WildcardType) argument).getExtendsBound();
      return bound == null ? object() : bound;
    }
    return argument;
  }

  /**
   * Says what a type argument counts as where values go in: {@code ? super X} takes an {@code X}.
   *
   * @param argument the argument
   * @return the type of the values; null if nothing is known to be taken
   */
  public @Nullable TypeMirror taken(TypeMirror argument) {
    return argument.getKind() == TypeKind.WILDCARD
        ? ((WildcardType) argument).getSuperBound()
        : argument;
  }

  /**
   * Boxes primitives.
   *
   * @param type the type
   * @return the type as it can be an argument
   */
  public TypeMirror boxed(TypeMirror type) {
    return type.getKind().isPrimitive() ? types.boxedClass((PrimitiveType) type).asType() : type;
  }

  /**
   * Says what makes a value of one type a value of another.
   *
   * @param from the value's type
   * @param to the type that is declared
   * @return the conversion; null if it does not fit
   */
  public @Nullable Conversion conversion(TypeMirror from, TypeMirror to) {
    TypeMirror value = boxed(from);
    if (types.isAssignable(value, to)) {
      return Conversion.NONE;
    }
    if (is(to, TypeNames.STRING)
        && (isA(value, TypeNames.AI_MESSAGE) || isA(value, TypeNames.AGENT_ANSWER))) {
      return Conversion.MESSAGE_TEXT;
    }
    if (is(to, TypeNames.STRING)
        && (isA(value, TypeNames.AI_MESSAGE_CHUNK) || isA(value, TypeNames.AGENT_CHUNK))) {
      return Conversion.CHUNK_TEXT;
    }
    if (is(to, TypeNames.CHAT_PROMPT)
        && (is(value, TypeNames.STRING)
            || isA(value, TypeNames.CHAT_MESSAGE)
            || isHistory(value))) {
      return Conversion.TO_PROMPT;
    }
    return null;
  }

  /**
   * Tells whether a type is a list of chat messages.
   *
   * @param type the type
   * @return whether it is
   */
  public boolean isHistory(TypeMirror type) {
    return isListOf(type, TypeNames.CHAT_MESSAGE);
  }

  /**
   * Tells whether a type is that of media, or of a list of media.
   *
   * @param type the type
   * @return whether it is
   */
  public boolean isMedia(TypeMirror type) {
    return isA(type, TypeNames.MEDIA) || isListOf(type, TypeNames.MEDIA);
  }

  private boolean isListOf(TypeMirror type, String element) {
    DeclaredType list = as(type, TypeNames.LIST);
    return list != null
        && !list.getTypeArguments().isEmpty()
        && isA(given(list.getTypeArguments().get(0)), element);
  }

  /**
   * Tells whether a type is a list or another collection of values of a type.
   *
   * @param type the type
   * @param element the values' type
   * @return whether it is
   */
  public boolean isListOf(TypeMirror type, TypeMirror element) {
    return type.getKind() == TypeKind.DECLARED
        && elementOf(type).filter(known -> types.isAssignable(boxed(element), known)).isPresent();
  }

  /**
   * Returns what a list, another collection or an array consists of.
   *
   * @param type the type
   * @return the type of the elements; empty if it is none of these, or does not say
   */
  public Optional<TypeMirror> elementOf(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return Optional.of(array.getComponentType());
    }
    DeclaredType list = as(type, TypeNames.ITERABLE);
    return list == null || list.getTypeArguments().isEmpty()
        ? Optional.empty()
        : Optional.of(given(list.getTypeArguments().get(0)));
  }

  /**
   * Looks at a method as a member of a class.
   *
   * @param method the method
   * @param type the class
   * @return its type there
   */
  public ExecutableType member(ExecutableElement method, DeclaredType type) {
    return (ExecutableType) types.asMemberOf(type, method);
  }

  /**
   * Tells whether two methods of one name would override each other.
   *
   * @param one a method's type
   * @param other a method's type
   * @return whether their parameters are the same
   */
  public boolean sameParameters(ExecutableType one, ExecutableType other) {
    return types.isSubsignature(one, other) || types.isSubsignature(other, one);
  }

  /**
   * Tells whether two types are the same without their arguments.
   *
   * @param one a type
   * @param other a type
   * @return whether they are
   */
  public boolean sameErasure(TypeMirror one, TypeMirror other) {
    return types.isSameType(types.erasure(one), types.erasure(other));
  }

  /**
   * Tells whether an exception must be declared.
   *
   * @param type the exception
   * @return whether it is checked
   */
  public boolean isChecked(TypeMirror type) {
    return !isA(type, "java.lang.RuntimeException") && !isA(type, "java.lang.Error");
  }

  /**
   * Returns the class of a type.
   *
   * @param type the type
   * @return the class; null if it is none, such as an array
   */
  public @Nullable TypeElement classOf(TypeMirror type) {
    if (type.getKind() == TypeKind.TYPEVAR) {
      return classOf(((TypeVariable) type).getUpperBound());
    }
    Element element = types.asElement(type);
    return element instanceof TypeElement known ? known : null;
  }

  /**
   * Names a type for the generator.
   *
   * @param type the type
   * @return its name, boxed
   */
  public TypeName name(TypeMirror type) {
    return TypeName.get(boxed(type));
  }
}
