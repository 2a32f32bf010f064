package dev.runnel.processor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names the methods of a toolbox: as the methods that are tools, but each has another name. */
public final class ToolAccessors {
  /** Names that no method without parameters may have there. */
  private static final List<String> TAKEN =
      List.of(
          "tools",
          "getClass",
          "hashCode",
          "toString",
          "notify",
          "notifyAll",
          "wait",
          "clone",
          "finalize");

  private ToolAccessors() {}

  /**
   * Names the methods.
   *
   * @param methods the names of the methods that are tools, in their order
   * @return one name for each
   */
  public static List<String> of(List<String> methods) {
    Set<String> taken = new HashSet<>(TAKEN);
    List<String> names = new ArrayList<>();
    for (String method : methods) {
      String name = method;
      for (int i = 2; !taken.add(name); i++) {
        name = method + i;
      }
      names.add(name);
    }
    return names;
  }
}
