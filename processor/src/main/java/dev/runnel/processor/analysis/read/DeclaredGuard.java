package dev.runnel.processor.analysis.read;

import dev.runnel.processor.model.Guard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations {@code @Timeout}, {@code @Retry} and {@code @Fallback} of a method say.
 *
 * @param limits how long an attempt may take; null for no limits
 * @param retries how it is tried again; null if it is not
 * @param fallbacks the names of what is tried after that
 */
public record DeclaredGuard(
    Guard.@Nullable Limits limits, Guard.@Nullable Retries retries, List<WrittenName> fallbacks) {
  DeclaredGuard without(WrittenName fallback) {
    List<WrittenName> left = new ArrayList<>(fallbacks);
    left.remove(fallback);
    return new DeclaredGuard(limits, retries, List.copyOf(left));
  }

  /** Tells whether nothing is left that could be done. */
  public boolean isEmpty() {
    return limits == null && retries == null && fallbacks.isEmpty();
  }
}
