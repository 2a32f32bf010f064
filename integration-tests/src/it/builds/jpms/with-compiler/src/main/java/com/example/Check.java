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
    if (Generated.of(Shouts.class).shout().invoke("x").length() != 1) {
      throw new AssertionError();
    }
  }
}
