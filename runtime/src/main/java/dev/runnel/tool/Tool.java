package dev.runnel.tool;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.ChainWholes;
import dev.runnel.engine.StepRunnel;
import dev.runnel.event.RunListener;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A function that a model may ask to have called. Its chunks tell how it gets on; its whole is the
 * result.
 *
 * <p>The annotation {@link dev.runnel.annotations.Tool} makes tools of methods, with schemas that
 * the compiler writes. Without it:
 *
 * <pre>{@code
 * record City(String name) {}
 *
 * Tool<City, String, String> weather =
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
 * @param <C> the pieces that tell how it gets on
 * @param <O> what it gives
 */
public interface Tool<I, C, O> extends CustomRunnel<I, C, O>, ToolReader<I> {
  /**
   * Describes the tool to a model.
   *
   * @return its name, what it does, and the schema of its arguments
   */
  ToolSpec spec();

  /**
   * Returns how it is to be run for a model.
   *
   * @return the rules
   */
  default ToolRules rules() {
    return ToolRules.DEFAULT;
  }

  // ---- factories

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
  static <I, O> Tool<I, O, O> of(
      String name,
      String description,
      Class<I> inputType,
      String parameters,
      ToolFunction<? super I, ? extends O> function) {
    ToolSpec spec = ToolSpec.of(name, description, parameters);
    return of(spec, ToolReader.of(spec, inputType), function);
  }

  /**
   * Makes a tool of a function that reads the model's arguments itself, as far as its schema lets
   * them pass.
   *
   * @param spec describes it to the model
   * @param function does the work; takes the arguments as JSON
   * @param <O> what it gives
   * @return the tool
   */
  static <O> Tool<JsonNode, O, O> of(
      ToolSpec spec, ToolFunction<? super JsonNode, ? extends O> function) {
    return of(spec, ToolReader.of(spec, JsonNode.class), function);
  }

  /**
   * Makes a tool of a function.
   *
   * @param spec describes it to the model
   * @param reader reads the arguments
   * @param function does the work
   * @param <I> what it takes
   * @param <O> what it gives
   * @return the tool
   */
  static <I, O> Tool<I, O, O> of(
      ToolSpec spec, ToolReader<I> reader, ToolFunction<? super I, ? extends O> function) {
    return new FunctionTool<>(
        spec,
        reader,
        Whole.last(),
        StepRunnel.<I, O>of(
            spec.name(), RunType.TOOL, (input, run) -> run.value(function.call(input))));
  }

  /**
   * Makes a tool of a function that promises its result. The run waits for it, and cancels it when
   * the run is cancelled.
   *
   * @param spec describes it to the model
   * @param reader reads the arguments
   * @param function does the work
   * @param <I> what it takes
   * @param <O> what it gives
   * @return the tool
   */
  static <I, O> Tool<I, O, O> ofAsync(
      ToolSpec spec,
      ToolReader<I> reader,
      ToolFunction<? super I, ? extends CompletionStage<? extends O>> function) {
    return new FunctionTool<>(
        spec,
        reader,
        Whole.last(),
        StepRunnel.<I, O>of(
            spec.name(), RunType.TOOL, (input, run) -> run.promised(function.call(input))));
  }

  /**
   * Makes a tool of a function that streams how it gets on. The run closes the stream.
   *
   * @param spec describes it to the model
   * @param reader reads the arguments
   * @param whole how the pieces become the result
   * @param function does the work
   * @param <I> what it takes
   * @param <C> the pieces
   * @param <O> what it gives
   * @return the tool
   */
  static <I, C, O> Tool<I, C, O> ofStream(
      ToolSpec spec,
      ToolReader<I> reader,
      Whole<C, O> whole,
      ToolFunction<? super I, ? extends ChunkStream<? extends C>> function) {
    return new FunctionTool<>(
        spec,
        reader,
        whole,
        StepRunnel.<I, C>of(
            spec.name(), RunType.TOOL, (input, run) -> run.chunks(function.call(input))));
  }

  /**
   * Makes a tool of a function whose publisher tells how it gets on. The run subscribes, and
   * cancels the subscription when it is cancelled.
   *
   * @param spec describes it to the model
   * @param reader reads the arguments
   * @param whole how the pieces become the result
   * @param function does the work
   * @param <I> what it takes
   * @param <C> the pieces
   * @param <O> what it gives
   * @return the tool
   */
  static <I, C, O> Tool<I, C, O> ofPublisher(
      ToolSpec spec,
      ToolReader<I> reader,
      Whole<C, O> whole,
      ToolFunction<? super I, ? extends Flow.Publisher<? extends C>> function) {
    return new FunctionTool<>(
        spec,
        reader,
        whole,
        StepRunnel.<I, C>of(
            spec.name(), RunType.TOOL, (input, run) -> run.chunks(function.call(input))));
  }

  /**
   * Makes a tool of a function that says what runs: a chain, a model, an agent. That is a run below
   * the tool's; its chunks tell how it gets on, and its whole is the result.
   *
   * @param spec describes it to the model
   * @param reader reads the arguments
   * @param function says what runs with which input, as {@link Runnel#call} does
   * @param <I> what it takes
   * @param <C> the pieces
   * @param <O> what it gives
   * @return the tool
   */
  static <I, C, O> Tool<I, C, O> ofCall(
      ToolSpec spec,
      ToolReader<I> reader,
      ToolFunction<? super I, ? extends Call<? extends C, ? extends O>> function) {
    return new FunctionTool<>(
        spec,
        reader,
        ChainWholes.ofCall(),
        StepRunnel.<I, C>of(
            spec.name(), RunType.TOOL, (input, run) -> run.chunks(function.call(input))));
  }

  // ---- calls of a model

  /**
   * {@inheritDoc}
   *
   * <p>A call for another tool does not fit.
   */
  @Override
  I read(ToolCall call);

  /**
   * Writes a result for the model: text as it is, {@linkplain dev.runnel.model.Media media} and
   * other {@linkplain dev.runnel.model.MessagePart parts} as parts, what is {@link
   * dev.runnel.Textual} as its text, anything else as compact JSON. The text is cut where the rules
   * cap it, with a notice.
   *
   * @param call the call
   * @param output what the tool gave
   * @return the message
   */
  default ToolMessage write(ToolCall call, O output) {
    return ToolResults.write(call, output, rules());
  }

  /**
   * Writes what the model is told of a failure, by the rules: also of arguments that do not fit.
   *
   * @param call the call
   * @param failure what {@link #read}, the run or {@link #write} has thrown
   * @return the message, {@linkplain ToolMessage#failed() marked} as the account of a failure
   * @throws RuntimeException the failure itself, if it ends the run
   */
  default ToolMessage fail(ToolCall call, Throwable failure) {
    return ToolAnswers.fail(call, failure, rules());
  }

  /**
   * Returns the tool as it runs by its rules: with its time limit and its retries.
   *
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> byRules() {
    ToolRules rules = rules();
    Tool<I, C, O> limited =
        rules.timeout().map(TimeoutPolicy::ofTotal).map(this::withTimeout).orElse(this);
    return rules.retry().map(limited::withRetry).orElse(limited);
  }

  /**
   * Answers a model's call: reads the arguments, runs the tool by its rules below the current run,
   * and writes the result. A failure is a result, too. The call counts as approved.
   *
   * @param call the call
   * @return exactly one message, also where arguments do not fit, or the tool fails
   * @throws RuntimeException what ends the run: a failure that the rules except, or cancelling
   */
  default ToolMessage answer(ToolCall call) {
    return ToolAnswers.answer(this, call);
  }

  /**
   * Answers a model's call as {@link #answer(ToolCall)} does, and hands on how the tool gets on.
   *
   * @param call the call
   * @param progress takes the pieces, on the calling thread; what it throws cancels the run and is
   *     thrown on
   * @return exactly one message, also where arguments do not fit, or the tool fails
   * @throws RuntimeException what ends the run: a failure that the rules except, or cancelling
   */
  default ToolMessage answer(ToolCall call, Consumer<? super C> progress) {
    return ToolAnswers.answer(this, call, progress);
  }

  // ---- as a runnel

  @Override
  default String name() {
    return spec().name();
  }

  @Override
  default RunType type() {
    return RunType.TOOL;
  }

  /**
   * Replaces the rules.
   *
   * @param rules how it is to be run for a model
   * @return a tool that runs this one
   */
  default Tool<I, C, O> withRules(ToolRules rules) {
    return new ToolOver<>(this, this, rules);
  }

  @Override
  default Tool<I, C, O> withConfig(RunConfig config) {
    return new ToolOver<>(CustomRunnel.super.withConfig(config), this, rules());
  }

  @Override
  default Tool<I, C, O> withListeners(RunListener... listeners) {
    return withConfig(RunConfig.DEFAULT.withListeners(listeners));
  }

  @Override
  default Tool<I, C, O> withRetry(RetryPolicy policy) {
    return new ToolOver<>(CustomRunnel.super.withRetry(policy), this, rules());
  }

  @Override
  default Tool<I, C, O> withFallbacks(Runnel<? super I, ? extends C, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  @Override
  default Tool<I, C, O> withFallbacks(List<? extends Runnel<? super I, ? extends C, ?>> fallbacks) {
    return new ToolOver<>(CustomRunnel.super.withFallbacks(fallbacks), this, rules());
  }

  @Override
  default Tool<I, C, O> withTimeout(TimeoutPolicy policy) {
    return new ToolOver<>(CustomRunnel.super.withTimeout(policy), this, rules());
  }
}
