package dev.runnel.processor.types;

import dev.runnel.processor.diagnostic.TypeWords;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/**
 * Writes types as people say them: text for {@code String}, simple names for all others but those
 * that are easily taken for Runnel's.
 */
public final class Words {
  private Words() {}

  /**
   * Says what a value is.
   *
   * @param type the value's type
   * @return a few words, to stand in a sentence
   */
  public static String of(TypeMirror type) {
    String name = simple(type);
    return name.equals("String") ? "text" : name;
  }

  /**
   * Says what a value is, for a message.
   *
   * @param type the value's type
   * @return its words
   */
  public static TypeWords both(TypeMirror type) {
    return new TypeWords(of(type), simple(type));
  }

  /**
   * Writes a type with simple names, as in an argument.
   *
   * @param type the type
   * @return as it might stand in the source
   */
  public static String simple(TypeMirror type) {
    if (type.getKind() == TypeKind.ARRAY) {
      return simple(((ArrayType) type).getComponentType()) + "[]";
    }
    if (type instanceof WildcardType wildcard) {
      return wildcard(wildcard);
    }
    if (type instanceof DeclaredType declared) {
      return declared(declared);
    }
    return type.getKind().isPrimitive()
        ? type.getKind().name().toLowerCase(Locale.ROOT)
        : bare(type);
  }

  private static String wildcard(WildcardType type) {
    if (type.getExtendsBound() != null) {
      return "? extends " + simple(type.getExtendsBound());
    }
    return type.getSuperBound() == null ? "?" : "? super " + simple(type.getSuperBound());
  }

  private static String declared(DeclaredType type) {
    Element element = type.asElement();
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    String name =
        element instanceof TypeElement named && Namesakes.isAmbiguous(named)
            ? named.getQualifiedName().toString()
            : element.getSimpleName().toString();
    if (arguments.isEmpty()) {
      return name;
    }
    return arguments.stream().map(Words::simple).collect(Collectors.joining(", ", name + "<", ">"));
  }

  private static String bare(TypeMirror type) {
    String text = type.toString();
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  /**
   * Joins names as in a sentence.
   *
   * @param names the names
   * @return such as {@code 'a', 'b' and 'c'}
   */
  public static String list(List<String> names) {
    List<String> quoted = names.stream().map(name -> "'" + name + "'").toList();
    if (quoted.size() < 2) {
      return String.join("", quoted);
    }
    int last = quoted.size() - 1;
    return String.join(", ", quoted.subList(0, last)) + " and " + quoted.get(last);
  }

  /**
   * Lets words begin a sentence.
   *
   * @param words the words
   * @return the same with a capital
   */
  public static String capitalized(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
