package dev.runnel.engine;

import org.jspecify.annotations.Nullable;

/** Checks the components that a generated class is made with. */
public final class Components {
  private Components() {}

  /** Returns a component, which must not be null. */
  public static <T> T present(@Nullable T component, String name, Class<?> chains) {
    if (component == null) {
      throw new NullPointerException(
          "The component '" + name + "' of " + chains.getSimpleName() + " is null.");
    }
    return component;
  }
}
