package goldens;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.engine.StepRunnel;
import dev.runnel.engine.wrap.Guard;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Robust}. */
@RunnelGenerated
@SuppressWarnings({"all", "this-escape"})
@Generated("dev.runnel.processor.RunnelProcessor")
public class RobustRunnables extends Robust {
  private static final Guard LOOK_UP_GUARD = Guard.NONE.retry(RetryPolicy.ofAttempts(5)
      .withDelay(Duration.ofMillis(1500)).withOn(IOException.class));

  private static final Guard MODEL_GUARD = Guard.NONE
      .timeout(TimeoutPolicy.ofFirstChunk(Duration.ofSeconds(10))
          .withBetweenChunks(Duration.ofSeconds(2)))
      .retry(RetryPolicy.ofAttempts(3));

  private static final Guard SMALL_GUARD = Guard.NONE.retry(RetryPolicy.ofAttempts(2));
  private static final Guard JOKE_GUARD =
      Guard.NONE.timeout(TimeoutPolicy.ofTotal(Duration.ofHours(1)));

  private static final Guard CHECKED_GUARD =
      Guard.NONE.timeout(TimeoutPolicy.ofTotal(Duration.ofMinutes(1)));

  private final ChatModel model;
  private final ChatModel small;

  private final RunnableSequence<String, String, String> joke = JOKE_GUARD.chain(
      new JokeSequence(this),
      StepRunnel.<String, String>taking("silence", RunType.CHAIN,
          input -> step -> step.value(this.silence(input))));

  private final RunnableSequence<String, String, String> checkedLines =
      new CheckedLinesSequence(this);

  /**
   * Makes the chains of {@link Robust}.
   *
   * @param model what {@code model()} returns
   * @param small what {@code small()} returns
   */
  public RobustRunnables(ChatModel model, ChatModel small) {
    this.model = Objects.requireNonNull(model, "The component 'model' of RobustRunnables is null.");
    this.small = Objects.requireNonNull(small, "The component 'small' of RobustRunnables is null.");
  }

  @Override
  ChatPrompt ask(String topic) {
    return ChatPrompt.of("Tell me a joke about " + PromptText.of(topic));
  }

  @Override
  ChatModel model() {
    return model;
  }

  @Override
  ChatModel small() {
    return small;
  }

  @Override
  public RunnableSequence<String, String, String> joke() {
    return joke;
  }

  @Override
  public ChunkStream<String> checkedLines(String topic) {
    return checkedLines.stream(topic);
  }

  /**
   * Tells a joke, whatever happens.
   *
   * <p>Runs {@code input -> lookUp -> ask -> model}.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input])
   *   s1["lookUp"]
   *   s2["ask<br/>prompt"]
   *   s3["model"]
   *   s4["small"]
   *   s5["apology"]
   *   output([output])
   *   input --> s1
   *   s1 -.->|"again after an error, 5 attempts"| s1
   *   s1 --> s2
   *   s2 -->|"first, at most 10s to the first chunk, 2s to the next chunk"| s3
   *   s3 -.->|"again after an error, 3 attempts"| s3
   *   s2 -->|"fallback 1"| s4
   *   s4 -.->|"again after an error, 2 attempts"| s4
   *   input -->|"fallback 2"| s5
   *   s3 --> output
   *   s4 --> output
   *   s5 --> output
   * }</pre>
   *
   * @see Robust#lookUp
   * @see Robust#ask
   * @see Robust#model
   * @see Robust#small
   * @see Robust#apology
   * @see Robust#silence
   */
  private static final class JokeSequence extends ChainSequence<String, String, String> {
    private static final int LOOK_UP = 0;
    private static final int ASK = 1;
    private static final int MODEL = 2;

    private static final Plan PLAN = Plan.of("joke",
        Plan.step("lookUp").type(RunType.CHAIN).reads("topic", Plan.INPUT).guard(LOOK_UP_GUARD),
        Plan.step("ask").type(RunType.PROMPT).reads("topic", LOOK_UP),
        Plan.step("model").type(RunType.CHAIN).reads("input", ASK)
            .guard(MODEL_GUARD,
                Plan.step("small").guard(SMALL_GUARD),
                Plan.step("apology").reads("topic", Plan.INPUT)));

    JokeSequence(RobustRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new Chunks(steps, run, input));
    }

    /** Gives the chunks of one run. */
    private static final class Chunks extends RelayPipeline<AiMessageChunk, String> {
      private final RobustRunnables steps;
      private final String input;

      Chunks(RobustRunnables steps, RunContext run, String input) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        String lookUp = value(LOOK_UP, open(LOOK_UP, LOOK_UP_GUARD.of(
            StepRunnel.<String, String>of("lookUp", RunType.CHAIN,
                step -> step.value(steps.lookUp(input, step.context())))),
            input));
        begin(ASK, lookUp);
        ChatPrompt ask = result(ASK, steps.ask(lookUp));
        relay(MODEL, open(MODEL, MODEL_GUARD.of(
            Guard.named("model", steps.model()),
            SMALL_GUARD.of(Guard.named("small", steps.small()))
                .withConfig(RunConfig.DEFAULT.withTags("cheap")),
            StepRunnel.<ChatPrompt, AiMessageChunk>of("apology", RunType.CHAIN,
                step -> step.value(steps.apology(input)))),
            ask));
        restartable();
      }

      @Override
      protected void onNext(AiMessageChunk chunk) throws Exception {
        at = CALLER;
        out.accept(chunk.text());
      }
    }
  }

  /**
   * Runs {@code input -> joke -> lines -> checked}.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input])
   *   s1["joke"]
   *   s2["lines"]
   *   s3["same"]
   *   s4["checked"]
   *   output([output])
   *   input --> s1
   *   s1 -->|"first"| s2
   *   s1 -->|"fallback 1"| s3
   *   s2 -->|"at most 1m in all"| s4
   *   s3 -->|"at most 1m in all"| s4
   *   s4 --> output
   * }</pre>
   *
   * @see Robust#joke
   * @see Robust#lines
   * @see Robust#same
   * @see Robust#checked
   */
  private static final class CheckedLinesSequence extends ChainSequence<String, String, String> {
    private static final int JOKE = 0;
    private static final int LINES = 1;
    private static final int CHECKED = 2;

    private static final Plan PLAN = Plan.of("checkedLines",
        Plan.step("joke").type(RunType.CHAIN).reads("input", Plan.INPUT),
        Plan.step("lines").type(RunType.CHAIN).reads("chunks", JOKE)
            .guard(Guard.NONE, Plan.step("same")),
        Plan.step("checked").type(RunType.CHAIN).reads("line", LINES).guard(CHECKED_GUARD));

    CheckedLinesSequence(RobustRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new Chunks(steps, run, input));
    }

    /** Gives the chunks of one run. */
    private static final class Chunks extends ChainPipeline<String> {
      private final RobustRunnables steps;
      private final String input;
      private Iterator<String> lines;
      private Iterator<String> checked;

      Chunks(RobustRunnables steps, RunContext run, String input) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        lines = openStream(LINES, Guard.NONE.ofStream(
            StepRunnel.<String, String>reading("lines", RunType.CHAIN,
                chunks -> step -> step.chunks(steps.lines(chunks))),
            StepRunnel.<String, String>reading("same", RunType.CHAIN,
                chunks -> step -> step.chunks(steps.same(chunks)))),
            new JokePart(this, steps, input));
      }

      @Override
      protected boolean advance() throws Exception {
        if (checked != null) {
          at = CHECKED;
          if (!checked.hasNext()) {
            release(CHECKED);
            checked = null;
            return true;
          }
          String checkedChunk = chunk(CHECKED, checked.next());
          at = CALLER;
          out.accept(checkedChunk);
          return true;
        }
        at = LINES;
        if (!lines.hasNext()) {
          endAll(LINES, CHECKED);
          return false;
        }
        String chunk = chunk(LINES, lines.next());
        enter(CHECKED);
        checked = call(CHECKED, CHECKED_GUARD.of(
            StepRunnel.<String, String>of("checked", RunType.CHAIN,
                step -> step.chunks(steps.checked(chunk)))),
            chunk);
        return true;
      }

      @Override
      protected void run() throws Exception {
        while (isOpen() && advance()) {}
      }
    }

    /** Gives the chunks of {@code joke}. */
    private static final class JokePart extends RelayPipeline<String, String> {
      private final RobustRunnables steps;
      private final String input;

      JokePart(ChainPipeline<?> reader, RobustRunnables steps, String input) {
        super(reader);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        relay(JOKE, open(JOKE, steps.joke(), input));
      }

      @Override
      protected void onNext(String chunk) throws Exception {
        at = CALLER;
        out.accept(chunk);
      }
    }
  }
}
