package dev.runnel.model;

/**
 * A tool made of a function.
 *
 * @param spec describes it
 * @param inputType the type of its arguments
 * @param function does the work
 */
record FunctionTool<I, O>(
    ToolSpec spec, Class<I> inputType, ToolFunction<? super I, ? extends O> function)
    implements Tool<I, O> {
  @Override
  public O execute(I input) throws Exception {
    return function.call(input);
  }
}
