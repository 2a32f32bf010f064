package dev.runnel.model;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunListener;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A function that a model may ask to have called. It gives its result as one chunk.
 *
 * <pre>{@code
 * record City(String name) {}
 *
 * Tool<City, String> weather =
 *     Tool.of("weather", "Tells the weather in a city.", City.class, """
 *         {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
 *         """, city -> forecast(city.name()));
 *
 * ChatModel withWeather = model.withOptions(ChatOptions.DEFAULT.withTools(weather.spec()));
 * ToolMessage answer = weather.answer(withWeather.invoke("Rain in Rome?").toolCalls().get(0));
 * }</pre>
 *
 * <p>Implementations are safe to use by many threads at the same time.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public interface Tool<I, O> extends CustomRunnel<I, O, O> {
  /**
   * Describes the tool to a model.
   *
   * @return its name, what it does, and the schema of its arguments
   */
  ToolSpec spec();

  /**
   * Returns the type into which a model's arguments are read.
   *
   * @return the type, as Jackson reads it; {@code JsonNode} takes the arguments as they are
   */
  Class<I> inputType();

  /**
   * Does the work. For implementations; users call {@link #invoke}, which makes it a run.
   *
   * @param input what it takes
   * @return what it gives
   * @throws Exception if it fails; a checked one reaches the caller in a {@link
   *     dev.runnel.StepException}
   */
  O execute(I input) throws Exception;

  /**
   * Makes a tool of a function.
   *
   * @param name the name by which the model calls it
   * @param description what it does and when to use it
   * @param inputType the type into which the model's arguments are read
   * @param parameters the JSON schema of the arguments
   * @param function does the work
   * @param <I> what it takes
   * @param <O> what it gives
   * @return the tool
   * @throws IllegalArgumentException if the schema is not a JSON object
   */
  static <I, O> Tool<I, O> of(
      String name,
      String description,
      Class<I> inputType,
      String parameters,
      ToolFunction<? super I, ? extends O> function) {
    return new FunctionTool<>(ToolSpec.of(name, description, parameters), inputType, function);
  }

  /**
   * Makes a tool of a function that reads the model's arguments itself.
   *
   * @param spec describes it to the model
   * @param function does the work; takes the arguments as JSON
   * @param <O> what it gives
   * @return the tool
   */
  static <O> Tool<JsonNode, O> of(
      ToolSpec spec, ToolFunction<? super JsonNode, ? extends O> function) {
    return new FunctionTool<>(spec, JsonNode.class, function);
  }

  /**
   * Answers a model's call: reads the arguments, runs the tool, and gives its result as a message.
   *
   * @param call the call
   * @return text as it is, anything else as JSON
   * @throws ToolArgumentsException if the call is for another tool, or its arguments do not fit
   */
  default ToolMessage answer(ToolCall call) {
    return ToolCalls.answer(this, call);
  }

  @Override
  default ChunkStream<O> open(I input, RunContext run) {
    return OneChunk.stream(name(), () -> execute(input));
  }

  @Override
  default Whole<O, O> whole() {
    return Whole.last();
  }

  @Override
  default String name() {
    return spec().name();
  }

  @Override
  default RunType type() {
    return RunType.TOOL;
  }

  @Override
  default Tool<I, O> withConfig(RunConfig config) {
    return new ToolOver<>(CustomRunnel.super.withConfig(config), this);
  }

  @Override
  default Tool<I, O> withListeners(RunListener... listeners) {
    return withConfig(RunConfig.DEFAULT.withListeners(listeners));
  }

  @Override
  default Tool<I, O> withRetry(RetryPolicy policy) {
    return new ToolOver<>(CustomRunnel.super.withRetry(policy), this);
  }

  @Override
  default Tool<I, O> withFallbacks(Runnel<? super I, ? extends O, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  @Override
  default Tool<I, O> withFallbacks(List<? extends Runnel<? super I, ? extends O, ?>> fallbacks) {
    return new ToolOver<>(CustomRunnel.super.withFallbacks(fallbacks), this);
  }

  @Override
  default Tool<I, O> withTimeout(TimeoutPolicy policy) {
    return new ToolOver<>(CustomRunnel.super.withTimeout(policy), this);
  }
}
