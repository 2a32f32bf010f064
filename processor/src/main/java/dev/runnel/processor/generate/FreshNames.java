package dev.runnel.processor.generate;

import java.util.HashSet;
import java.util.Set;

/** Finds names that are not taken yet: the one suggested, else that with a number. */
final class FreshNames {
  private final Set<String> taken = new HashSet<>();

  String newName(String suggestion) {
    String name = suggestion;
    for (int i = 2; !taken.add(name); i++) {
      name = suggestion + i;
    }
    return name;
  }
}
