package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.index.Declared;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was renamed since a file was opened, or built: a Java server, or the author, changes a
 * method or a parameter, and leaves behind the strings that name it.
 *
 * @param names by class, or by class and method, the new names by the old ones
 */
public record Renames(Map<String, Map<String, String>> names) {
  /** Nothing. */
  public static final Renames NONE = new Renames(Map.of());

  /**
   * Adds what was renamed between two states of a file.
   *
   * @param before what was known
   * @param now what is known
   * @return all renames
   */
  public Renames and(Known before, Known now) {
    Map<String, Map<String, String>> all = new HashMap<>();
    now.methods()
        .forEach(
            (type, methods) -> {
              Map<String, String> old = before.methods().getOrDefault(type, methods);
              Map<String, String> renamed = followed(type, old, methods);
              if (!renamed.isEmpty()) {
                all.put(type, renamed);
              }
            });
    return new Renames(Map.copyOf(all));
  }

  /** Follows a name that is changed letter by letter, and forgets one that is there again. */
  private Map<String, String> followed(
      String place, Map<String, String> before, Map<String, String> now) {
    Map<String, String> renamed = new HashMap<>(names.getOrDefault(place, Map.of()));
    Map<String, String> gone = without(before, now);
    Map<String, String> added = without(now, before);
    gone.forEach(
        (old, signature) -> {
          List<String> others = of(added, signature);
          if (others.size() == 1 && of(gone, signature).size() == 1) {
            renamed.replaceAll((first, last) -> last.equals(old) ? others.get(0) : last);
            renamed.put(old, others.get(0));
          }
        });
    renamed.keySet().removeAll(now.keySet());
    renamed.values().retainAll(now.keySet());
    return renamed;
  }

  private static Map<String, String> without(Map<String, String> some, Map<String, String> others) {
    Map<String, String> left = new HashMap<>(some);
    left.keySet().removeAll(others.keySet());
    return left;
  }

  private static List<String> of(Map<String, String> some, String signature) {
    return some.entrySet().stream()
        .filter(each -> each.getValue().equals(signature))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Finds the new name of a method of a class, or of a parameter of its method. */
  Optional<String> of(String place, String old) {
    return Optional.ofNullable(names.getOrDefault(place, Map.of()).get(old));
  }

  /**
   * The names in a file. What has the same signature under another name was renamed.
   *
   * @param methods by class its methods with their signatures, and by class and method its
   *     parameters with their places
   */
  public record Known(Map<String, Map<String, String>> methods) {
    /** Knows nothing. */
    public static final Known NOTHING = new Known(Map.of());

    /** Orders names by where they are declared. */
    public static Known of(List<Declared> declared) {
      Map<String, Map<String, String>> names = new HashMap<>();
      for (Declared method : declared) {
        names
            .computeIfAbsent(method.in(), none -> new HashMap<>())
            .merge(method.name(), method.signature(), String::concat);
        Map<String, String> parameters =
            names.computeIfAbsent(
                parametersOf(method.in(), method.name()), none -> new HashMap<>());
        for (int i = 0; i < method.parameters().size(); i++) {
          parameters.put(method.parameters().get(i), String.valueOf(i));
        }
      }
      return new Known(names);
    }

    /** Returns the place where a method's parameters are known. */
    static String parametersOf(String className, String method) {
      return className + "#" + method;
    }
  }
}
