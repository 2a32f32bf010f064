package dev.runnel.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model is to answer. What is not given is left to the model.
 *
 * <p>Immutable and thread-safe; each {@code with} method returns a copy.
 *
 * <pre>{@code
 * ChatModel terse = model.withOptions(ChatOptions.DEFAULT.withMaxTokens(100).withStop("\n"));
 * }</pre>
 *
 * @param temperature how freely it picks words, 0 for hardly; null for the model's own
 * @param maxTokens how many tokens the answer may have; null for the model's own
 * @param stop texts before which the answer ends, unmodifiable; empty for the model's own
 * @param responseFormat the form of the answer; null for the model's own
 * @param tools the tools that the model may call, unmodifiable; empty for the model's own
 */
public record ChatOptions(
    @Nullable Double temperature,
    @Nullable Integer maxTokens,
    List<String> stop,
    @Nullable ResponseFormat responseFormat,
    List<ToolSpec> tools) {
  /** Leaves everything to the model. */
  public static final ChatOptions DEFAULT = new ChatOptions(null, null, List.of(), null, List.of());

  /** Checks the numbers and copies the lists. */
  public ChatOptions {
    if (temperature != null && !(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The temperature is 0 or more, but is " + temperature + ".");
    }
    if (maxTokens != null && maxTokens < 1) {
      throw new IllegalArgumentException(
          "The maximum of tokens is 1 or more, but is " + maxTokens + ".");
    }
    stop = List.copyOf(stop);
    tools = List.copyOf(tools);
  }

  /**
   * Sets how freely the model picks words.
   *
   * @param temperature 0 for hardly; what more means depends on the model
   * @return a copy
   */
  public ChatOptions withTemperature(double temperature) {
    return new ChatOptions(temperature, maxTokens, stop, responseFormat, tools);
  }

  /**
   * Limits the answer.
   *
   * @param maxTokens how many tokens it may have, 1 or more
   * @return a copy
   */
  public ChatOptions withMaxTokens(int maxTokens) {
    return new ChatOptions(temperature, maxTokens, stop, responseFormat, tools);
  }

  /**
   * Sets the texts before which the answer ends.
   *
   * @param stop the texts
   * @return a copy
   */
  public ChatOptions withStop(String... stop) {
    return new ChatOptions(temperature, maxTokens, List.of(stop), responseFormat, tools);
  }

  /**
   * Sets the form of the answer.
   *
   * @param responseFormat the form
   * @return a copy
   */
  public ChatOptions withResponseFormat(ResponseFormat responseFormat) {
    return new ChatOptions(temperature, maxTokens, stop, responseFormat, tools);
  }

  /**
   * Sets the tools that the model may call.
   *
   * @param tools their descriptions
   * @return a copy
   */
  public ChatOptions withTools(ToolSpec... tools) {
    return new ChatOptions(temperature, maxTokens, stop, responseFormat, List.of(tools));
  }

  /**
   * Lays other options over these: what they set wins. Lists are replaced, not joined.
   *
   * @param over the options that win
   * @return the merged options
   */
  public ChatOptions merge(ChatOptions over) {
    if (equals(DEFAULT)) {
      return over;
    }
    return new ChatOptions(
        over.temperature == null ? temperature : over.temperature,
        over.maxTokens == null ? maxTokens : over.maxTokens,
        over.stop.isEmpty() ? stop : over.stop,
        over.responseFormat == null ? responseFormat : over.responseFormat,
        over.tools.isEmpty() ? tools : over.tools);
  }
}
