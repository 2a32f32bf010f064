package dev.runnel.tool;

import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import dev.runnel.schema.JsonSchema;
import dev.runnel.schema.SchemaReader;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the arguments of a model's calls. Implementations are safe to use by many threads at the
 * same time.
 *
 * @param <I> what the arguments become
 */
@FunctionalInterface
public interface ToolReader<I> {
  /**
   * Reads the arguments of a call. No arguments at all are {@code {}}; JSON that is not complete is
   * never mended.
   *
   * @param call the call
   * @return what the tool takes
   * @throws ToolArgumentsException if they do not fit, with path and reason of all that is wrong
   */
  I read(ToolCall call);

  /**
   * Reads a type, and checks all that the tool's schema says.
   *
   * @param spec describes the tool
   * @param type the type, as Jackson reads it; {@code JsonNode} takes the arguments as they are
   * @param <I> the type
   * @return the reader
   */
  static <I> ToolReader<I> of(ToolSpec spec, Class<I> type) {
    return new SchemaToolReader<>(spec, SchemaReader.of(schema(spec), JsonMapper.shared(), type));
  }

  /**
   * Reads a type with type arguments, and checks all that the tool's schema says.
   *
   * @param spec describes the tool
   * @param type the type, as Jackson reads it
   * @param <I> the type
   * @return the reader
   */
  static <I> ToolReader<I> of(ToolSpec spec, TypeReference<I> type) {
    return new SchemaToolReader<>(spec, SchemaReader.of(schema(spec), JsonMapper.shared(), type));
  }

  private static JsonSchema schema(ToolSpec spec) {
    return JsonSchema.of(spec.parameters().toString());
  }
}
