package com.example;

import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Chain classes are beans, by their own type, and stream. */
public class Check {
  public static void main(String[] args) {
    try (var context = new AnnotationConfigApplicationContext(Application.class)) {
      Translations translations = context.getBean(Translations.class);
      check(translations.language(), "French");
      check(translations.translation().invoke("Pourquoi pas ?"), "Why not?");
      Jokes jokes = context.getBean(Jokes.class);
      check(jokes.joke().stream("parrots").toList(), List.of("Knock", " knock!"));
      check(context.getBean("jokesRunnables"), jokes);
    }
  }

  private static void check(Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(actual + " instead of " + expected);
    }
  }
}
