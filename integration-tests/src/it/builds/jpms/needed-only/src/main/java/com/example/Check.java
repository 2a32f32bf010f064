package com.example;

import dev.runnel.Generated;
import java.util.List;

/** The chain runs in a named module. */
public class Check {
  private Check() {}

  /** Throws where something is not as it should be. */
  public static void main(String[] args) {
    List<String> chunks = new ShoutsRunnables().shout().stream("abc").toList();
    if (!chunks.equals(List.of("A", "B", "C")) || !Check.class.getModule().isNamed()) {
      throw new AssertionError(chunks + " in " + Check.class.getModule());
    }
    try {
      throw new AssertionError(Generated.of(Shouts.class));
    } catch (IllegalArgumentException closed) {
      if (!closed.getMessage().contains("'opens com.example to dev.runnel.runtime;'")) {
        throw closed;
      }
    }
  }
}
