package goldens;

import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Components;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.engine.Task;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.PromptText;
import dev.runnel.model.Retriever;
import java.util.List;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Answers}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class AnswersRunnables extends Answers {
  private final Retriever documents;
  private final ChatModel expert;
  private final ChatModel model;
  private final AnswerSequence answer = new AnswerSequence(this);

  /**
   * Makes the chains of {@link Answers}.
   *
   * @param history as {@link Answers} takes it
   * @param documents what {@code documents()} returns
   * @param expert what {@code expert()} returns
   * @param model what {@code model()} returns
   */
  public AnswersRunnables(List<ChatMessage> history, Retriever documents, ChatModel expert,
      ChatModel model) {
    super(history);
    this.documents = Components.present(documents, "documents", AnswersRunnables.class);
    this.expert = Components.present(expert, "expert", AnswersRunnables.class);
    this.model = Components.present(model, "model", AnswersRunnables.class);
  }

  @Override
  ChatPrompt askExpert(String question) {
    return ChatPrompt.of("What would an expert want to know of this? "
        + PromptText.of("question", question));
  }

  @Override
  ChatPrompt ask(List<Document> documents, AiMessage advice, List<ChatMessage> history,
      String question) {
    return ChatPrompt.builder()
        .system("Answer from these documents only:\n" + PromptText.of("documents", documents))
        .messages(history)
        .user(PromptText.of("question", question) + "\n\nBear in mind: "
            + PromptText.of("advice", advice))
        .build();
  }

  @Override
  Retriever documents() {
    return documents;
  }

  @Override
  ChatModel expert() {
    return expert;
  }

  @Override
  ChatModel model() {
    return model;
  }

  @Override
  public RunnableSequence<String, String, String> answer() {
    return answer;
  }

  /**
   * Answers from documents, with an expert's advice.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input]) --> documents & askExpert & history
   *   askExpert --> expert
   *   documents & history --> ask
   *   expert -->|"advice"| ask
   *   input -->|"question"| ask --> model --> output([output])
   * }</pre>
   */
  private static final class AnswerSequence extends ChainSequence<String, String, String> {
    private static final int DOCUMENTS = 0;
    private static final int ASK_EXPERT = 1;
    private static final int EXPERT = 2;
    private static final int HISTORY = 3;
    private static final int ASK = 4;
    private static final int MODEL = 5;

    private static final Plan PLAN = Plan.of("answer",
        Plan.step("documents").type(RunType.RETRIEVER).reads("input", Plan.INPUT),
        Plan.step("askExpert").type(RunType.PROMPT).reads("question", Plan.INPUT),
        Plan.step("expert").type(RunType.CHAT_MODEL).reads("input", ASK_EXPERT),
        Plan.step("history").reads("question", Plan.INPUT),
        Plan.step("ask").type(RunType.PROMPT).reads("documents", DOCUMENTS).reads("advice", EXPERT)
            .reads("history", HISTORY).reads("question", Plan.INPUT),
        Plan.step("model").type(RunType.CHAT_MODEL).reads("input", ASK));

    AnswerSequence(AnswersRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new AnswerRun(steps, input, run));
    }

    /** One run of {@code answer}. */
    private static final class AnswerRun extends RelayPipeline<AiMessageChunk, String> {
      private final AnswersRunnables steps;
      private final String input;

      AnswerRun(AnswersRunnables steps, String input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        // What does not wait for other steps runs on threads of its own.
        Task<List<Document>> documentsTask = fork(DOCUMENTS, steps.documents(), input, ASK);
        begin(ASK_EXPERT, input);
        ChatPrompt askExpert = result(ASK_EXPERT, steps.askExpert(input));
        Task<AiMessage> expertTask = fork(EXPERT, steps.expert(), askExpert, ASK);
        begin(HISTORY, input);
        List<ChatMessage> history = result(HISTORY, steps.history(input));
        comeTo(ASK);
        List<Document> documents = documentsTask.join();
        AiMessage expert = expertTask.join();
        begin(ASK, documents, expert, history, input);
        ChatPrompt ask = result(ASK, steps.ask(documents, expert, history, input));
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
