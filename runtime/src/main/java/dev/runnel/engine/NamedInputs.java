package dev.runnel.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is the input of a step with several data parameters: their values by their names, in their order.
 *
 * @param values the values, unmodifiable
 */
public record NamedInputs(Map<String, @Nullable Object> values) {
  /**
   * Copies the values.
   *
   * @param values the values
   */
  public NamedInputs {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
