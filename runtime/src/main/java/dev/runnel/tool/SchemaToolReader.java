package dev.runnel.tool;

import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import dev.runnel.schema.SchemaMismatchException;
import dev.runnel.schema.SchemaReader;

/**
 * Reads arguments by a tool's schema.
 *
 * @param spec describes the tool
 * @param reader reads JSON
 */
record SchemaToolReader<I>(ToolSpec spec, SchemaReader<I> reader) implements ToolReader<I> {
  @Override
  public I read(ToolCall call) {
    if (!call.name().equals(spec.name())) {
      throw ToolArgumentsException.ofAnotherTool(call, spec.name());
    }
    try {
      return reader.read(saysNothing(call.arguments().strip()) ? "{}" : call.arguments());
    } catch (SchemaMismatchException e) {
      throw ToolArgumentsException.of(call, e);
    }
  }

  /** Some models give a tool without parameters no arguments at all, others null. */
  private boolean saysNothing(String arguments) {
    boolean hasParameters = !spec.parameters().path("properties").isEmpty();
    return arguments.isEmpty() || (!hasParameters && arguments.equals("null"));
  }
}
