package dev.runnel.engine;

import dev.runnel.engine.stream.Failures;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds a component that is made once for each instance of a chain class, at its first use.
 * Thread-safe.
 *
 * @param <T> the component
 */
public final class Lazy<T> {
  private volatile @Nullable T made;

  /** Makes an empty holder. */
  public Lazy() {}

  /**
   * Returns the component, and makes it if this is the first time.
   *
   * @param making makes it; called again only after it has failed or given null
   * @return the component; null if the author's method gave null, which its user reports
   */
  public @Nullable T get(Callable<? extends T> making) {
    @Nullable T known = made;
    return known == null ? make(making) : known;
  }

  /**
   * Makes the component by one method.
   *
   * @param making makes it; called again only after it has failed
   * @return gives the component
   */
  public Supplier<T> by(Callable<? extends T> making) {
    return () -> Objects.requireNonNull(get(making));
  }

  private synchronized @Nullable T make(Callable<? extends T> making) {
    if (made == null) {
      try {
        made = making.call();
      } catch (Exception failure) {
        throw Failures.sneakyThrow(failure);
      }
    }
    return made;
  }
}
