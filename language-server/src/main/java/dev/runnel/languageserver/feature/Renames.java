package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Index;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was renamed while a file is open: a Java server, or the author, changes a method or a
 * parameter, and leaves behind the strings that name it.
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
              Set<String> old = before.methods().getOrDefault(type, methods);
              Map<String, String> renamed = followed(type, old, methods);
              if (!renamed.isEmpty()) {
                all.put(type, renamed);
              }
            });
    return new Renames(Map.copyOf(all));
  }

  /** Follows a name that is changed letter by letter, and forgets one that is there again. */
  private Map<String, String> followed(String place, Set<String> before, Set<String> now) {
    Map<String, String> renamed = new HashMap<>(names.getOrDefault(place, Map.of()));
    Set<String> gone = new HashSet<>(before);
    gone.removeAll(now);
    Set<String> added = new HashSet<>(now);
    added.removeAll(before);
    if (gone.size() == 1 && added.size() == 1) {
      String old = gone.iterator().next();
      String other = added.iterator().next();
      renamed.replaceAll((first, last) -> last.equals(old) ? other : last);
      renamed.put(old, other);
    }
    renamed.keySet().removeAll(now);
    renamed.values().retainAll(now);
    return renamed;
  }

  /** Finds the new name of a method of a class, or of a parameter of its method. */
  Optional<String> of(String place, String old) {
    return Optional.ofNullable(names.getOrDefault(place, Map.of()).get(old));
  }

  /**
   * The names in a file.
   *
   * @param methods by class its methods, and by class and method its parameters
   */
  public record Known(Map<String, Set<String>> methods) {
    /** Knows nothing. */
    public static final Known NOTHING = new Known(Map.of());

    /** Lists the names of a file. */
    public static Known of(Analysis analysis) {
      Map<String, Set<String>> names = new HashMap<>();
      for (Index.Method method : analysis.index().methods()) {
        names.computeIfAbsent(method.in(), none -> new HashSet<>()).add(method.name());
        names.put(
            parametersOf(method.in(), method.name()),
            new HashSet<>(method.parameters().stream().map(Index.Parameter::name).toList()));
      }
      for (Facts.ChainClass type : analysis.facts().classes()) {
        List<String> steps = new ArrayList<>();
        type.steps().forEach(step -> steps.add(step.name()));
        names.computeIfAbsent(type.name(), none -> new HashSet<>()).addAll(steps);
      }
      return new Known(names);
    }

    /** Returns the place where a method's parameters are known. */
    static String parametersOf(String className, String method) {
      return className + "#" + method;
    }
  }
}
