package com.example;

import jakarta.enterprise.inject.se.SeContainer;
import java.util.List;
import org.jboss.weld.environment.se.Weld;

/** A chain class is a bean, by its own type, one for all, and streams. */
public class Check {
  public static void main(String[] args) {
    Weld weld = new Weld().disableDiscovery().beanClasses(JokesRunnables.class, Models.class);
    try (SeContainer container = weld.initialize()) {
      Jokes jokes = container.select(Jokes.class).get();
      List<String> chunks = jokes.joke().stream("parrots").toList();
      if (!chunks.equals(List.of("Why", " not?")) || container.select(Jokes.class).get() != jokes) {
        throw new AssertionError(chunks);
      }
    }
  }
}
