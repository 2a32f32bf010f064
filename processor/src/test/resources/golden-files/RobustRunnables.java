package goldens;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Components;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.engine.StepRunnel;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Robust}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class RobustRunnables extends Robust {
  private static final RetryPolicy LOOK_UP_RETRY = RetryPolicy.ofAttempts(5)
      .withDelay(Duration.ofMillis(1500)).withOn(IOException.class);

  private static final TimeoutPolicy MODEL_TIMEOUT =
      TimeoutPolicy.ofFirstChunk(Duration.ofSeconds(10))
      .withBetweenChunks(Duration.ofSeconds(2));

  private static final RetryPolicy MODEL_RETRY = RetryPolicy.ofAttempts(3);
  private static final RetryPolicy SMALL_RETRY = RetryPolicy.ofAttempts(2);
  private static final TimeoutPolicy JOKE_TIMEOUT = TimeoutPolicy.ofTotal(Duration.ofHours(1));
  private static final TimeoutPolicy CHECKED_TIMEOUT = TimeoutPolicy.ofTotal(Duration.ofMinutes(1));
  private final ChatModel model;
  private final ChatModel small;
  private final RunnableSequence<String, String, String> joke =
      new JokeSequence(this).guardedJoke();
  private final CheckedLinesSequence checkedLines = new CheckedLinesSequence(this);

  /**
   * Makes the chains of {@link Robust}.
   *
   * @param model what {@code model()} returns
   * @param small what {@code small()} returns
   */
  public RobustRunnables(ChatModel model, ChatModel small) {
    this.model = Components.present(model, "model", RobustRunnables.class);
    this.small = Components.present(small, "small", RobustRunnables.class);
  }

  @Override
  ChatPrompt ask(String topic) {
    return ChatPrompt.of("Tell me a joke about " + PromptText.of("topic", topic));
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
   * <pre>{@code
   * flowchart TD
   *   input([input]) --> lookUp -.->|"again after an error, 5 attempts"| lookUp --> ask
   *   ask -->|"first, at most 10s to the first chunk, 2s to the next chunk"| model
   *   model -.->|"again after an error, 3 attempts"| model
   *   ask -->|"fallback 1"| small -.->|"again after an error, 2 attempts"| small
   *   input -->|"fallback 2"| apology
   *   model & small & apology --> output([output])
   * }</pre>
   */
  private static final class JokeSequence extends ChainSequence<String, String, String> {
    private static final int LOOK_UP = 0;
    private static final int ASK = 1;
    private static final int MODEL = 2;

    private static final Plan PLAN = Plan.of("joke",
        Plan.step("lookUp").reads("topic", Plan.INPUT).retry(LOOK_UP_RETRY),
        Plan.step("ask").type(RunType.PROMPT).reads("topic", LOOK_UP),
        Plan.step("model").type(RunType.CHAIN).reads("input", ASK).timeout(MODEL_TIMEOUT)
            .retry(MODEL_RETRY)
            .fallbacks(
                Plan.step("small").retry(SMALL_RETRY),
                Plan.step("apology").reads("topic", Plan.INPUT)));

    private final RobustRunnables steps;

    JokeSequence(RobustRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new JokeRun(steps, input, run));
      this.steps = steps;
    }

    RunnableSequence<String, String, String> guardedJoke() {
      return this
          .withTimeout(JOKE_TIMEOUT)
          .withFallbacks(
              StepRunnel.<String, String>of("silence", RunType.CHAIN,
                      (input, step) -> step.value(steps.silence(input))));
    }

    /** One run of {@code joke}. */
    private static final class JokeRun extends RelayPipeline<AiMessageChunk, String> {
      private final RobustRunnables steps;
      private final String input;

      JokeRun(RobustRunnables steps, String input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        Runnel<String, String, Object> guardedLookUp =
            StepRunnel.<String, String>of("lookUp", RunType.CHAIN,
                    (topic, step) -> step.value(steps.lookUp(topic, step.context())))
                .withRetry(LOOK_UP_RETRY);
        String lookUp = collect(LOOK_UP, open(LOOK_UP, guardedLookUp, input), Whole.last(),
            LOOK_UP);
        begin(ASK, lookUp);
        ChatPrompt ask = result(ASK, steps.ask(lookUp));
        Runnel<ChatPrompt, AiMessageChunk, Object> guardedModel =
            StepRunnel.component("model", steps.model())
                .withTimeout(MODEL_TIMEOUT)
                .withRetry(MODEL_RETRY)
                .withFallbacks(List.of(
                    StepRunnel.component("small", steps.small())
                        .withRetry(SMALL_RETRY)
                        .withConfig(RunConfig.DEFAULT.withTags("cheap")),
                    StepRunnel.<ChatPrompt, AiMessageChunk>of("apology", RunType.CHAIN,
                            (value, step) -> step.value(steps.apology(input)))));
        relay(MODEL, open(MODEL, guardedModel, ask));
        mayStartAnew();
      }

      @Override
      protected void onNext(AiMessageChunk chunk) throws Exception {
        if (chunk.hasText()) {
          reader().accept(chunk.text());
        }
      }
    }
  }

  /**
   * Runs {@code checkedLines}.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input]) --> joke -->|"first"| lines
   *   joke -->|"fallback 1"| same
   *   lines & same -->|"at most 1m in all"| checked --> output([output])
   * }</pre>
   */
  private static final class CheckedLinesSequence extends ChainSequence<String, String, String> {
    private static final int JOKE = 0;
    private static final int LINES = 1;
    private static final int CHECKED = 2;

    private static final Plan PLAN = Plan.of("checkedLines",
        Plan.step("joke").type(RunType.CHAIN).reads("input", Plan.INPUT),
        Plan.step("lines").reads("chunks", JOKE)
            .fallbacks(
                Plan.step("same")),
        Plan.step("checked").reads("line", LINES).timeout(CHECKED_TIMEOUT));

    CheckedLinesSequence(RobustRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new CheckedLinesRun(steps, input, run));
    }

    /** One run of {@code checkedLines}. */
    private static final class CheckedLinesRun extends ChainPipeline<String> {
      private final RobustRunnables steps;
      private final String input;
      private Iterator<String> lines;
      private Iterator<String> checked;

      CheckedLinesRun(RobustRunnables steps, String input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        StreamRunnel<String, String, Object> guardedLines =
            StepRunnel.<String, String>ofStream("lines", RunType.CHAIN,
                    (chunks, step) -> step.chunks(steps.lines(chunks)))
                .withFallbacks(
                    StepRunnel.<String, String>ofStream("same", RunType.CHAIN,
                            (chunks, step) -> step.chunks(steps.same(chunks))));
        lines = openStream(LINES, guardedLines, new JokeStream(this, steps, input));
      }

      @Override
      protected boolean advance() throws Exception {
        if (checked != null) {
          if (!source(CHECKED, checked).hasNext()) {
            closeSource(CHECKED);
            checked = null;
            return true;
          }
          String checkedChunk = chunk(CHECKED, checked.next());
          reader().accept(checkedChunk);
          return true;
        }
        if (!source(LINES, lines).hasNext()) {
          end(LINES, CHECKED);
          return false;
        }
        String chunk = chunk(LINES, lines.next());
        enter(CHECKED);
        Runnel<String, String, Object> guardedChecked =
            StepRunnel.<String, String>of("checked", RunType.CHAIN,
                    (line, step) -> step.chunks(steps.checked(line)))
                .withTimeout(CHECKED_TIMEOUT);
        checked = call(CHECKED, guardedChecked, chunk);
        return true;
      }

      @Override
      protected void run() throws Exception {
        // Here, so that the JIT compiler compiles the loop of each chain for itself.
        while (isOpen() && advance()) {}
      }
    }

    /** Gives the chunks of {@code joke}. */
    private static final class JokeStream extends RelayPipeline<String, String> {
      private final RobustRunnables steps;
      private final String input;

      JokeStream(ChainPipeline<?> reader, RobustRunnables steps, String input) {
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
        reader().accept(chunk);
      }
    }
  }
}
