package goldens;

import dev.runnel.RunContext;
import dev.runnel.TextChain;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Components;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Jokes}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class JokesRunnables implements Jokes {
  private final ChatModel model;
  private final JokeSequence joke = new JokeSequence(this);

  /**
   * Makes the chains of {@link Jokes}.
   *
   * @param model what {@code model()} returns
   */
  public JokesRunnables(ChatModel model) {
    this.model = Components.present(model, "model", JokesRunnables.class);
  }

  @Override
  public ChatPrompt ask(String topic) {
    return ChatPrompt.of("Tell me a joke about " + PromptText.of("topic", topic));
  }

  @Override
  public ChatModel model() {
    return model;
  }

  @Override
  public TextChain<String> joke() {
    return joke;
  }

  /**
   * From a topic, streaming text, to the whole joke.
   *
   * <p>{@code input -> ask -> model}
   */
  private static final class JokeSequence extends ChainSequence<String, String, String>
      implements TextChain<String> {
    private static final int ASK = 0;
    private static final int MODEL = 1;

    private static final Plan PLAN = Plan.of("joke",
        Plan.step("ask").type(RunType.PROMPT).reads("topic", Plan.INPUT),
        Plan.step("model").type(RunType.CHAT_MODEL).reads("input", ASK));

    JokeSequence(JokesRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new JokeRun(steps, input, run));
    }

    /** One run of {@code joke}. */
    private static final class JokeRun extends RelayPipeline<AiMessageChunk, String> {
      private final JokesRunnables steps;
      private final String input;

      JokeRun(JokesRunnables steps, String input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK, input);
        ChatPrompt ask = result(ASK, steps.ask(input));
        relay(MODEL, open(MODEL, steps.model(), ask));
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
}
