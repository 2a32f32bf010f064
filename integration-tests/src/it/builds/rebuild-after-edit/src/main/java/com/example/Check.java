package com.example;

/** What runs is what was edited last, and nothing is left of what is gone. */
public class Check {
  public static void main(String[] args) {
    String joke = new JokesRunnables().joke().invoke("parrots");
    String said = new HeirRunnables().say("hello");
    switch (args[0]) {
      case "1" -> check(joke + ", " + said, "parrots one, one: hello");
      case "2" -> check(joke + ", " + said, "PARROTS TWO, one: hello");
      case "4" -> check(joke + ", " + said, "PARROTS FOUR, four: hello");
      default -> throw new AssertionError("Build " + args[0] + " should have failed");
    }
    check(isThere("Jokes_PunsRunnables"), args[0].equals("1"));
    check(isThere("Jokes$Puns"), args[0].equals("1"));
  }

  private static boolean isThere(String name) {
    return Check.class.getResource(name + ".class") != null;
  }

  private static void check(Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(actual + " instead of " + expected);
    }
  }
}
