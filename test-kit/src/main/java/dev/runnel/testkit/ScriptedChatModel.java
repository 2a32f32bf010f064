package dev.runnel.testkit;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A chat model that answers what a test says, chunk by chunk, and remembers what it was asked.
 *
 * <pre>{@code
 * ScriptedChatModel model = ScriptedChatModel.of("Why", " did", " the parrot");
 * Jokes jokes = new JokesRunnables(model);
 *
 * assertThat(jokes.joke().invoke("parrots")).isEqualTo("Why did the parrot");
 * assertThat(model.lastRequest().text()).isEqualTo("Tell me a joke about parrots");
 * }</pre>
 *
 * <p>Thread-safe. The script of a request is chosen when its run starts.
 */
public final class ScriptedChatModel implements ChatModel {
  private final String name;
  private final Scripts<ChatPrompt, Script> scripts;

  private ScriptedChatModel(Builder builder) {
    name = builder.name;
    scripts = new Scripts<>(name, builder.rules, builder.inOrder, builder.otherwise);
  }

  /**
   * Makes a model that answers each request with the same text.
   *
   * @param texts the text of each chunk
   * @return the model
   */
  public static ScriptedChatModel of(String... texts) {
    return of(Script.of(texts));
  }

  /**
   * Makes a model that answers each request by the same script.
   *
   * @param script the script
   * @return the model
   */
  public static ScriptedChatModel of(Script script) {
    return builder().otherwise(script).build();
  }

  /**
   * Makes a model whose script depends on the prompt.
   *
   * @param script gives the script of a request
   * @return the model
   */
  public static ScriptedChatModel answering(Function<? super ChatPrompt, Script> script) {
    return builder().otherwise(script).build();
  }

  /**
   * Starts a model with several scripts.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ChunkStream<AiMessageChunk> open(ChatPrompt input, RunContext run) {
    ScriptedRun<ChatPrompt> scripted = scripts.begin(input);
    try {
      return new ScriptedStream<>(name, scripts.choose(input).actions(), scripted);
    } catch (RuntimeException e) {
      scripted.end(ScriptedRun.State.FAILED);
      throw e;
    }
  }

  /**
   * Returns the prompts that it got.
   *
   * @return the prompts, the oldest first
   */
  public List<ChatPrompt> requests() {
    return scripts.requests();
  }

  /**
   * Returns the prompt that it got last.
   *
   * @return the prompt
   * @throws AssertionError if it got none
   */
  public ChatPrompt lastRequest() {
    return scripts.lastRun().request();
  }

  /**
   * Returns how its runs went.
   *
   * @return the runs, the oldest first
   */
  public List<ScriptedRun<ChatPrompt>> runs() {
    return scripts.runs();
  }

  /**
   * Returns how its last run went.
   *
   * @return the run
   * @throws AssertionError if there was none
   */
  public ScriptedRun<ChatPrompt> lastRun() {
    return scripts.lastRun();
  }

  /**
   * Tells how many of its runs go on: a test expects 0 at the end.
   *
   * @return the number
   */
  public int openRuns() {
    return scripts.openRuns();
  }

  /**
   * Collects the scripts of a model.
   *
   * <p>For each request, the first condition that fits decides; if none does, the next script in
   * order; if none is left, the one of {@code otherwise}. Not thread-safe.
   */
  public static final class Builder {
    private final List<Scripts.Rule<ChatPrompt, Script>> rules = new ArrayList<>();
    private final List<Script> inOrder = new ArrayList<>();
    private @Nullable Function<? super ChatPrompt, Script> otherwise;
    private String name = "ScriptedChatModel";

    private Builder() {}

    /**
     * Names the model's runs.
     *
     * @param name the name in events
     * @return this
     */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * Adds a script for each prompt whose text holds a given one.
     *
     * @param part what some message of the prompt says
     * @param script the script
     * @return this
     */
    public Builder whenAsked(String part, Script script) {
      return when(prompt -> prompt.text().contains(part), script);
    }

    /**
     * Adds a script for each prompt that fits.
     *
     * @param condition tells whether a prompt fits
     * @param script the script
     * @return this
     */
    public Builder when(Predicate<? super ChatPrompt> condition, Script script) {
      rules.add(new Scripts.Rule<>(condition, script));
      return this;
    }

    /**
     * Adds a script for one request: the first one added is for the first request that no condition
     * fits.
     *
     * @param script the script
     * @return this
     */
    public Builder next(Script script) {
      inOrder.add(script);
      return this;
    }

    /**
     * Sets the script for all other requests.
     *
     * @param script the script
     * @return this
     */
    public Builder otherwise(Script script) {
      return otherwise(prompt -> script);
    }

    /**
     * Sets the script for all other requests.
     *
     * @param script gives the script of a request
     * @return this
     */
    public Builder otherwise(Function<? super ChatPrompt, Script> script) {
      otherwise = script;
      return this;
    }

    /**
     * Makes the model.
     *
     * @return the model; a request that no script is for fails
     */
    public ScriptedChatModel build() {
      return new ScriptedChatModel(this);
    }
  }
}
