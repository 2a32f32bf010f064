package goldens;

import dev.runnel.RunContext;
import dev.runnel.TextChain;
import dev.runnel.Whole;
import dev.runnel.agent.Agent;
import dev.runnel.agent.AgentChunk;
import dev.runnel.annotations.AgentText;
import dev.runnel.annotations.AtMaxTurns;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Components;
import dev.runnel.engine.Lazy;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import dev.runnel.model.ToolChoice;
import dev.runnel.tool.Tool;
import java.util.List;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Desk}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class DeskRunnables extends Desk {
  private final ChatModel model;
  private final ChatModel all;
  private final Desk.Clock clock;
  private final List<Tool<?, ?, ?>> remote;
  private final Lazy<Tool<?, ?, ?>> search = new Lazy<>();
  private final Lazy<Agent> modelAgent = new Lazy<>();
  private final Lazy<Agent> allAgent = new Lazy<>();
  private final AnswerSequence answer = new AnswerSequence(this);
  private final AnswerOfAllSequence answerOfAll = new AnswerOfAllSequence(this);

  /**
   * Makes the chains of {@link Desk}.
   *
   * @param model what {@code model()} returns
   * @param all what {@code all()} returns
   * @param clock what {@code clock()} returns
   * @param remote what {@code remote()} returns
   */
  public DeskRunnables(ChatModel model, ChatModel all, Desk.Clock clock,
      List<Tool<?, ?, ?>> remote) {
    this.model = Components.present(model, "model", DeskRunnables.class);
    this.all = Components.present(all, "all", DeskRunnables.class);
    this.clock = Components.present(clock, "clock", DeskRunnables.class);
    this.remote = Components.present(remote, "remote", DeskRunnables.class);
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

  @Override
  Desk.Clock clock() {
    return clock;
  }

  @Override
  List<Tool<?, ?, ?>> remote() {
    return remote;
  }

  @Override
  Tool<?, ?, ?> search() {
    return search.get(super::search);
  }

  private static Agent modelAgent(DeskRunnables steps) {
    return steps.modelAgent.get(
        () -> {
          DeskToolbox tools = new DeskToolbox(steps);
          return Agent.of(steps.model(), tools.mail())
              .withMoreTools(new Desk_ClockToolbox(steps.clock()).tools())
              .withMoreTools(steps.remote())
              .withMoreTools(steps.search())
              .withName("model")
              .withMaxCallsPerAnswer(4)
              .withAtMaxTurns(AtMaxTurns.ANSWER_WITHOUT_TOOLS)
              .withFirstToolChoice(ToolChoice.named("search"))
              .withBeforeTurn(steps::thrifty)
              .withText(AgentText.LAST_ANSWER);
        });
  }

  private static Agent allAgent(DeskRunnables steps) {
    return steps.allAgent.get(
        () -> {
          DeskToolbox tools = new DeskToolbox(steps);
          return Agent.of(steps.all(), tools.mail())
              .withName("all")
              .withFirstToolChoice(ToolChoice.REQUIRED);
        });
  }

  @Override
  TextChain<String> answer() {
    return answer;
  }

  @Override
  TextChain<String> answerOfAll() {
    return answerOfAll;
  }

  /** Runs {@code answer}: {@code input -> ask -> model}. */
  private static final class AnswerSequence extends ChainSequence<String, String, String>
      implements TextChain<String> {
    private static final int ASK = 0;
    private static final int MODEL = 1;

    private static final Plan PLAN = Plan.of("answer",
        Plan.step("ask").type(RunType.PROMPT).reads("question", Plan.INPUT),
        Plan.step("model").type(RunType.CHAIN).reads("input", ASK));

    AnswerSequence(DeskRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new AnswerRun(steps, input, run));
    }

    /** One run of {@code answer}. */
    private static final class AnswerRun extends RelayPipeline<AgentChunk, String> {
      private final DeskRunnables steps;
      private final String input;

      AnswerRun(DeskRunnables steps, String input, RunContext run) {
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

  /** Runs {@code answerOfAll}: {@code input -> ask -> all}. */
  private static final class AnswerOfAllSequence extends ChainSequence<String, String, String>
      implements TextChain<String> {
    private static final int ASK = 0;
    private static final int ALL = 1;

    private static final Plan PLAN = Plan.of("answerOfAll",
        Plan.step("ask").type(RunType.PROMPT).reads("question", Plan.INPUT),
        Plan.step("all").type(RunType.CHAIN).reads("input", ASK));

    AnswerOfAllSequence(DeskRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new AnswerOfAllRun(steps, input, run));
    }

    /** One run of {@code answerOfAll}. */
    private static final class AnswerOfAllRun extends RelayPipeline<AgentChunk, String> {
      private final DeskRunnables steps;
      private final String input;

      AnswerOfAllRun(DeskRunnables steps, String input, RunContext run) {
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
        if (chunk.hasText()) {
          reader().accept(chunk.text());
        }
      }
    }
  }
}
