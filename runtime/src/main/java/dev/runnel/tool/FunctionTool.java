package dev.runnel.tool;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;

/**
 * A tool made of a function.
 *
 * @param spec describes it
 * @param reader reads its arguments
 * @param whole how its chunks become its result
 * @param step calls the function
 */
record FunctionTool<I, C, O>(
    ToolSpec spec, ToolReader<I> reader, Whole<C, O> whole, CustomRunnel<I, C, Object> step)
    implements Tool<I, C, O> {
  @Override
  public I read(ToolCall call) {
    return reader.read(call);
  }

  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    return step.open(input, run);
  }

  @Override
  public String toString() {
    return "Tool " + spec.name();
  }
}
