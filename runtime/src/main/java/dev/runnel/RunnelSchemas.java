package dev.runnel;

import dev.runnel.schema.JsonSchema;
import java.util.Objects;

/**
 * The JSON schemas of what a runnel takes and gives, in the neutral dialect: they say what Jackson
 * reads and writes. Immutable.
 *
 * @param input of what it takes; of a runnel that reads a stream, of one chunk of that
 * @param chunk of one of its chunks
 * @param output of its whole
 */
public record RunnelSchemas(JsonSchema input, JsonSchema chunk, JsonSchema output) {
  /** Checks that nothing is null. */
  public RunnelSchemas {
    Objects.requireNonNull(input, "The schema of the input is null.");
    Objects.requireNonNull(chunk, "The schema of the chunks is null.");
    Objects.requireNonNull(output, "The schema of the output is null.");
  }
}
