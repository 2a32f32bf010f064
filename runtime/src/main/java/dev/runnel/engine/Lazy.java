package dev.runnel.engine;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Makes a component once for each instance of a chain class, at its first use. Thread-safe.
 *
 * @param <T> the component
 */
public final class Lazy<T> {
  private final Callable<? extends T> making;
  private volatile @Nullable T made;

  /**
   * Says how the component is made.
   *
   * @param making makes it; called again only after it has failed or given null
   */
  public Lazy(Callable<? extends T> making) {
    this.making = making;
  }

  /**
   * Returns the component, and makes it if this is the first time.
   *
   * @return the component; null if the author's method gave null, which its user reports
   */
  public @Nullable T get() {
    @Nullable T known = made;
    return known == null ? make() : known;
  }

  private synchronized @Nullable T make() {
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
