package dev.runnel.languageserver.index;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * A method that a class declares, or a step that it inherits.
 *
 * @param in the qualified name of the class
 * @param name the method's name
 * @param signature the types that it takes and gives, erased
 * @param parameters the names of its parameters; of a class file perhaps others
 */
public record Declared(String in, String name, String signature, List<String> parameters) {
  /** Copies the list. */
  public Declared {
    parameters = List.copyOf(parameters);
  }

  /**
   * Lists what annotations of a class can name.
   *
   * @param elements the compiler's elements
   * @param types its types
   * @param type the class
   */
  public static List<Declared> in(Elements elements, Types types, TypeElement type) {
    return new Symbols(elements, types, Set.of()).declared(type);
  }
}
