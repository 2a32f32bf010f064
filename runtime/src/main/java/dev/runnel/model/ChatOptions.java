package dev.runnel.model;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a model is to answer. What is not given is left to the model.
 *
 * <p>No model has all options. One that lacks an option says so once, as a warning, and answers
 * without it.
 *
 * <p>Immutable and thread-safe; each {@code with} method returns a copy.
 *
 * <pre>{@code
 * ChatModel terse = model.withOptions(ChatOptions.builder().maxTokens(100).stop("\n").build());
 * }</pre>
 */
public final class ChatOptions {
  /** Leaves everything to the model. */
  public static final ChatOptions DEFAULT = new ChatOptions(new EnumMap<>(ChatOption.class));

  private final Map<ChatOption, Object> values;

  private ChatOptions(Map<ChatOption, Object> values) {
    this.values = values;
  }

  /**
   * Starts with nothing set.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder(Map.of());
  }

  /**
   * Starts with what is set here.
   *
   * @return a builder
   */
  public Builder toBuilder() {
    return new Builder(values);
  }

  /**
   * Tells what is set.
   *
   * @return the options that are not left to the model, unmodifiable
   */
  public Set<ChatOption> given() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /**
   * Returns what {@link Builder#model} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable String model() {
    return (String) values.get(ChatOption.MODEL);
  }

  /**
   * Returns what {@link Builder#temperature} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable Double temperature() {
    return (Double) values.get(ChatOption.TEMPERATURE);
  }

  /**
   * Returns what {@link Builder#topP} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable Double topP() {
    return (Double) values.get(ChatOption.TOP_P);
  }

  /**
   * Returns what {@link Builder#topK} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable Integer topK() {
    return (Integer) values.get(ChatOption.TOP_K);
  }

  /**
   * Returns what {@link Builder#maxTokens} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable Integer maxTokens() {
    return (Integer) values.get(ChatOption.MAX_TOKENS);
  }

  /**
   * Returns the texts before which the answer ends.
   *
   * @return a list, unmodifiable; empty for the model's own
   */
  @SuppressWarnings("unchecked")
  public List<String> stop() {
    return (List<String>) values.getOrDefault(ChatOption.STOP, List.of());
  }

  /**
   * Returns what {@link Builder#seed} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable Long seed() {
    return (Long) values.get(ChatOption.SEED);
  }

  /**
   * Returns what {@link Builder#presencePenalty} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable Double presencePenalty() {
    return (Double) values.get(ChatOption.PRESENCE_PENALTY);
  }

  /**
   * Returns what {@link Builder#frequencyPenalty} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable Double frequencyPenalty() {
    return (Double) values.get(ChatOption.FREQUENCY_PENALTY);
  }

  /**
   * Returns the tools that the model may call.
   *
   * @return a list, unmodifiable; empty for the model's own
   */
  @SuppressWarnings("unchecked")
  public List<ToolSpec> tools() {
    return (List<ToolSpec>) values.getOrDefault(ChatOption.TOOLS, List.of());
  }

  /**
   * Returns what {@link Builder#toolChoice} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable ToolChoice toolChoice() {
    return (ToolChoice) values.get(ChatOption.TOOL_CHOICE);
  }

  /**
   * Returns what {@link Builder#parallelToolCalls} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable Boolean parallelToolCalls() {
    return (Boolean) values.get(ChatOption.PARALLEL_TOOL_CALLS);
  }

  /**
   * Returns what {@link Builder#reasoning} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable ReasoningOptions reasoning() {
    return (ReasoningOptions) values.get(ChatOption.REASONING);
  }

  /**
   * Returns what {@link Builder#responseFormat} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable ResponseFormat responseFormat() {
    return (ResponseFormat) values.get(ChatOption.RESPONSE_FORMAT);
  }

  /**
   * Returns what {@link Builder#serviceTier} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable String serviceTier() {
    return (String) values.get(ChatOption.SERVICE_TIER);
  }

  /**
   * Returns what {@link Builder#timeout} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable Duration timeout() {
    return (Duration) values.get(ChatOption.TIMEOUT);
  }

  /**
   * Returns what {@link Builder#user} says.
   *
   * @return the value; null if it is left to the model
   */
  public @Nullable String user() {
    return (String) values.get(ChatOption.USER);
  }

  /**
   * Returns words about the request.
   *
   * @return the words, unmodifiable, in the order in which they were given; often empty
   */
  @SuppressWarnings("unchecked")
  public Map<String, String> metadata() {
    return (Map<String, String>) values.getOrDefault(ChatOption.METADATA, Map.of());
  }

  /**
   * Returns what is added to the body of the request.
   *
   * @return the values, as Jackson writes them, by their names, unmodifiable; often empty
   */
  @SuppressWarnings("unchecked")
  public Map<String, Object> body() {
    return (Map<String, Object>) values.getOrDefault(ChatOption.BODY, Map.of());
  }

  /**
   * Returns what is added to the headers of the request.
   *
   * @return the values by their names, unmodifiable; often empty
   */
  @SuppressWarnings("unchecked")
  public Map<String, String> headers() {
    return (Map<String, String>) values.getOrDefault(ChatOption.HEADERS, Map.of());
  }

  /**
   * Sets how freely the model picks words.
   *
   * @param temperature 0 for hardly; what more means depends on the model
   * @return a copy
   */
  public ChatOptions withTemperature(double temperature) {
    return toBuilder().temperature(temperature).build();
  }

  /**
   * Limits the answer.
   *
   * @param maxTokens how many tokens it may have, 1 or more
   * @return a copy
   */
  public ChatOptions withMaxTokens(int maxTokens) {
    return toBuilder().maxTokens(maxTokens).build();
  }

  /**
   * Sets the texts before which the answer ends.
   *
   * @param stop the texts
   * @return a copy
   */
  public ChatOptions withStop(String... stop) {
    return toBuilder().stop(stop).build();
  }

  /**
   * Sets the form of the answer.
   *
   * @param responseFormat the form
   * @return a copy
   */
  public ChatOptions withResponseFormat(ResponseFormat responseFormat) {
    return toBuilder().responseFormat(responseFormat).build();
  }

  /**
   * Sets the tools that the model may call.
   *
   * @param tools their descriptions
   * @return a copy
   */
  public ChatOptions withTools(ToolSpec... tools) {
    return toBuilder().tools(tools).build();
  }

  /**
   * Lays other options over these: what they set wins. Lists and maps are replaced, not joined.
   *
   * @param over the options that win
   * @return the merged options
   */
  public ChatOptions merge(ChatOptions over) {
    if (values.isEmpty()) {
      return over;
    }
    Map<ChatOption, Object> all = new EnumMap<>(values);
    all.putAll(over.values);
    return new ChatOptions(all);
  }

  /**
   * Leaves some options to the model.
   *
   * @param options which
   * @return a copy
   */
  public ChatOptions without(Set<ChatOption> options) {
    if (Collections.disjoint(values.keySet(), options)) {
      return this;
    }
    EnumMap<ChatOption, Object> left = new EnumMap<>(values);
    left.keySet().removeAll(options);
    return new ChatOptions(left);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChatOptions options && values.equals(options.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "ChatOptions" + values;
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder {
    private final EnumMap<ChatOption, Object> values = new EnumMap<>(ChatOption.class);

    private Builder(Map<ChatOption, Object> values) {
      this.values.putAll(values);
    }

    /**
     * Sets the model to ask, where one client serves several.
     *
     * @param model the model's name
     * @return this
     */
    public Builder model(String model) {
      checkText("model", model);
      return set(ChatOption.MODEL, model);
    }

    /**
     * Sets how freely the model picks words.
     *
     * @param temperature 0 for hardly; what more means depends on the model
     * @return this
     */
    public Builder temperature(double temperature) {
      check(
          temperature >= 0 && temperature < Double.POSITIVE_INFINITY,
          "The temperature is 0 or more, but is " + temperature + ".");
      return set(ChatOption.TEMPERATURE, temperature);
    }

    /**
     * Sets from which share of the likeliest words the model picks.
     *
     * @param topP from 0 to 1
     * @return this
     */
    public Builder topP(double topP) {
      check(topP >= 0 && topP <= 1, "topP is from 0 to 1, but is " + topP + ".");
      return set(ChatOption.TOP_P, topP);
    }

    /**
     * Sets from how many of the likeliest words the model picks.
     *
     * @param topK 1 or more
     * @return this
     */
    public Builder topK(int topK) {
      check(topK >= 1, "topK is 1 or more, but is " + topK + ".");
      return set(ChatOption.TOP_K, topK);
    }

    /**
     * Limits the answer.
     *
     * @param maxTokens how many tokens it may have, 1 or more
     * @return this
     */
    public Builder maxTokens(int maxTokens) {
      check(maxTokens >= 1, "The maximum of tokens is 1 or more, but is " + maxTokens + ".");
      return set(ChatOption.MAX_TOKENS, maxTokens);
    }

    /**
     * Sets the texts before which the answer ends.
     *
     * @param stop the texts
     * @return this
     */
    public Builder stop(String... stop) {
      return stop(List.of(stop));
    }

    /**
     * Sets the texts before which the answer ends.
     *
     * @param stop the texts; empty for the model's own
     * @return this
     */
    public Builder stop(List<String> stop) {
      return set(ChatOption.STOP, stop.isEmpty() ? null : List.copyOf(stop));
    }

    /**
     * Sets what makes answers repeatable, as far as the model can.
     *
     * @param seed any number
     * @return this
     */
    public Builder seed(long seed) {
      return set(ChatOption.SEED, seed);
    }

    /**
     * Sets how much a word that is there already is avoided.
     *
     * @param presencePenalty a number, usually from -2 to 2
     * @return this
     */
    public Builder presencePenalty(double presencePenalty) {
      check(
          Double.isFinite(presencePenalty),
          "presencePenalty is a number, but is " + presencePenalty + ".");
      return set(ChatOption.PRESENCE_PENALTY, presencePenalty);
    }

    /**
     * Sets how much a frequent word is avoided.
     *
     * @param frequencyPenalty a number, usually from -2 to 2
     * @return this
     */
    public Builder frequencyPenalty(double frequencyPenalty) {
      check(
          Double.isFinite(frequencyPenalty),
          "frequencyPenalty is a number, but is " + frequencyPenalty + ".");
      return set(ChatOption.FREQUENCY_PENALTY, frequencyPenalty);
    }

    /**
     * Sets the tools that the model may call.
     *
     * @param tools their descriptions
     * @return this
     */
    public Builder tools(ToolSpec... tools) {
      return tools(List.of(tools));
    }

    /**
     * Sets the tools that the model may call.
     *
     * @param tools their descriptions; empty for the model's own
     * @return this
     */
    public Builder tools(List<ToolSpec> tools) {
      return set(ChatOption.TOOLS, tools.isEmpty() ? null : List.copyOf(tools));
    }

    /**
     * Sets whether the model calls a tool, and which.
     *
     * @param toolChoice the choice
     * @return this
     */
    public Builder toolChoice(ToolChoice toolChoice) {
      return set(ChatOption.TOOL_CHOICE, toolChoice);
    }

    /**
     * Sets whether the model may call several tools at once.
     *
     * @param parallelToolCalls whether it may
     * @return this
     */
    public Builder parallelToolCalls(boolean parallelToolCalls) {
      return set(ChatOption.PARALLEL_TOOL_CALLS, parallelToolCalls);
    }

    /**
     * Sets how much the model thinks.
     *
     * @param reasoning how much
     * @return this
     */
    public Builder reasoning(ReasoningOptions reasoning) {
      return set(ChatOption.REASONING, reasoning);
    }

    /**
     * Sets the form of the answer.
     *
     * @param responseFormat the form
     * @return this
     */
    public Builder responseFormat(ResponseFormat responseFormat) {
      return set(ChatOption.RESPONSE_FORMAT, responseFormat);
    }

    /**
     * Sets the provider's class of service.
     *
     * @param serviceTier the provider's word for it
     * @return this
     */
    public Builder serviceTier(String serviceTier) {
      checkText("serviceTier", serviceTier);
      return set(ChatOption.SERVICE_TIER, serviceTier);
    }

    /**
     * Limits how long the request may take.
     *
     * @param timeout more than zero
     * @return this
     */
    public Builder timeout(Duration timeout) {
      check(
          !timeout.isNegative() && !timeout.isZero(),
          "The timeout is more than zero, but is " + timeout + ".");
      return set(ChatOption.TIMEOUT, timeout);
    }

    /**
     * Names the end user for the provider.
     *
     * @param user a name or id
     * @return this
     */
    public Builder user(String user) {
      checkText("user", user);
      return set(ChatOption.USER, user);
    }

    /**
     * Adds a word about the request, for the provider.
     *
     * @param name its name
     * @param value the word
     * @return this
     */
    public Builder metadata(String name, String value) {
      return put(ChatOption.METADATA, name, value);
    }

    /**
     * Adds something to the body of the request that only this provider has.
     *
     * @param name the name of the field
     * @param value the value, as Jackson writes it
     * @return this
     */
    public Builder body(String name, Object value) {
      return put(ChatOption.BODY, name, value);
    }

    /**
     * Adds a header to the request.
     *
     * @param name the name of the header
     * @param value the value
     * @return this
     */
    public Builder header(String name, String value) {
      return put(ChatOption.HEADERS, name, value);
    }

    private Builder put(ChatOption option, String name, Object value) {
      checkText("The name of a field of " + option, name);
      Objects.requireNonNull(value, "A value of " + option + " is null; leave it out.");
      Map<String, Object> all = new LinkedHashMap<>();
      if (values.get(option) instanceof Map<?, ?> before) {
        before.forEach((key, old) -> all.put((String) key, old));
      }
      all.put(name, value);
      return set(option, Collections.unmodifiableMap(all));
    }

    private Builder set(ChatOption option, @Nullable Object value) {
      if (value == null) {
        values.remove(option);
      } else {
        values.put(option, value);
      }
      return this;
    }

    private static void check(boolean valid, String message) {
      if (!valid) {
        throw new IllegalArgumentException(message);
      }
    }

    private static void checkText(String what, String text) {
      check(!text.isBlank(), what + " is blank. Leave it out to leave it to the model.");
    }

    /**
     * Makes the options.
     *
     * @return the options
     */
    public ChatOptions build() {
      return values.isEmpty() ? DEFAULT : new ChatOptions(new EnumMap<>(values));
    }
  }
}
