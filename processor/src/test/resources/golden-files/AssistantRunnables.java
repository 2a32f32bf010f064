package goldens;

import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.TextChain;
import dev.runnel.Whole;
import dev.runnel.agent.Agent;
import dev.runnel.agent.AgentAnswer;
import dev.runnel.agent.AgentChunk;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.ChainWholes;
import dev.runnel.engine.Components;
import dev.runnel.engine.Lazy;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Assistant}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class AssistantRunnables extends Assistant {
  private final ChatModel model;
  private final ChatModel all;
  private final Lazy<Agent> modelAgent = new Lazy<>();
  private final Lazy<Agent> allAgent = new Lazy<>();
  private final AnswerSequence answer = new AnswerSequence(this);
  private final AnswerOfAllSequence answerOfAll = new AnswerOfAllSequence(this);

  /**
   * Makes the chains of {@link Assistant}.
   *
   * @param model what {@code model()} returns
   * @param all what {@code all()} returns
   */
  public AssistantRunnables(ChatModel model, ChatModel all) {
    this.model = Components.present(model, "model", AssistantRunnables.class);
    this.all = Components.present(all, "all", AssistantRunnables.class);
  }

  @Override
  ChatPrompt ask(String question) {
    return ChatPrompt.of(PromptText.of("question", question));
  }

  @Override
  ChatModel model() {
    return model;
  }

  @Override
  ChatModel all() {
    return all;
  }

  private static Agent modelAgent(AssistantRunnables steps) {
    return steps.modelAgent.get(
        () -> {
          AssistantToolbox tools = new AssistantToolbox(steps);
          return Agent.of(steps.model(), tools.weather(), tools.search2())
              .withName("model")
              .withMaxTurns(5);
        });
  }

  private static Agent allAgent(AssistantRunnables steps) {
    return steps.allAgent.get(
        () -> {
          AssistantToolbox tools = new AssistantToolbox(steps);
          return Agent.of(steps.all(), tools.weather(), tools.search(), tools.search2())
              .withName("expert")
              .withMaxParallel(1);
        });
  }

  @Override
  TextChain<String> answer() {
    return answer;
  }

  @Override
  RunnableSequence<String, AgentChunk, AgentAnswer> answerOfAll() {
    return answerOfAll;
  }

  /**
   * From a question to the answer.
   *
   * <p>{@code input -> ask -> model}
   */
  private static final class AnswerSequence extends ChainSequence<String, String, String>
      implements TextChain<String> {
    private static final int ASK = 0;
    private static final int MODEL = 1;

    private static final Plan PLAN = Plan.of("answer",
        Plan.step("ask").type(RunType.PROMPT).reads("question", Plan.INPUT),
        Plan.step("model").type(RunType.CHAIN).reads("input", ASK));

    AnswerSequence(AssistantRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new AnswerRun(steps, input, run));
    }

    /** One run of {@code answer}. */
    private static final class AnswerRun extends RelayPipeline<AgentChunk, String> {
      private final AssistantRunnables steps;
      private final String input;

      AnswerRun(AssistantRunnables steps, String input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK, input);
        ChatPrompt ask = result(ASK, steps.ask(input));
        relay(MODEL, open(MODEL, modelAgent(steps), ask));
        mayStartAnew();
      }

      @Override
      protected void onNext(AgentChunk chunk) throws Exception {
        if (chunk.hasText()) {
          reader().accept(chunk.text());
        }
      }
    }
  }

  /** Runs {@code answerOfAll}: {@code input -> ask -> expert}. */
  private static final class AnswerOfAllSequence
      extends ChainSequence<String, AgentChunk, AgentAnswer> {
    private static final int ASK = 0;
    private static final int ALL = 1;

    private static final Plan PLAN = Plan.of("answerOfAll",
        Plan.step("ask").type(RunType.PROMPT).reads("question", Plan.INPUT),
        Plan.step("expert").type(RunType.CHAIN).reads("input", ASK));

    AnswerOfAllSequence(AssistantRunnables steps) {
      super(PLAN, ChainWholes.of(() -> allAgent(steps)), (input, run) -> new AnswerOfAllRun(steps,
          input, run));
    }

    /** One run of {@code answerOfAll}. */
    private static final class AnswerOfAllRun extends RelayPipeline<AgentChunk, AgentChunk> {
      private final AssistantRunnables steps;
      private final String input;

      AnswerOfAllRun(AssistantRunnables steps, String input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK, input);
        ChatPrompt ask = result(ASK, steps.ask(input));
        relay(ALL, open(ALL, allAgent(steps), ask));
        mayStartAnew();
      }

      @Override
      protected void onNext(AgentChunk chunk) throws Exception {
        reader().accept(chunk);
      }
    }
  }
}
