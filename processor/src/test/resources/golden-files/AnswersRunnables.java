package goldens;

import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
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
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Answers}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class AnswersRunnables extends Answers {
  private final Retriever documents;
  private final ChatModel expert;
  private final ChatModel model;
  private final RunnableSequence<String, String, String> answer = new AnswerSequence(this);

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
    this.documents = Objects.requireNonNull(documents,
        "The component 'documents' of AnswersRunnables is null.");
    this.expert = Objects.requireNonNull(expert,
        "The component 'expert' of AnswersRunnables is null.");
    this.model = Objects.requireNonNull(model,
        "The component 'model' of AnswersRunnables is null.");
  }

  @Override
  ChatPrompt askExpert(String question) {
    return ChatPrompt.of("What would an expert want to know of this? " + PromptText.of(question));
  }

  @Override
  ChatPrompt ask(List<Document> documents, AiMessage advice, List<ChatMessage> history,
      String question) {
    return ChatPrompt.builder()
        .system("Answer from these documents only:\n" + PromptText.of(documents))
        .messages(history)
        .user(PromptText.of(question) + "\n\nBear in mind: " + PromptText.of(advice))
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
   * <p>Runs each step when what it reads is there.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input])
   *   s1["documents<br/>retriever"]
   *   s2["askExpert<br/>prompt"]
   *   s3["expert<br/>chat_model"]
   *   s4["history"]
   *   s5["ask<br/>prompt"]
   *   s6["model<br/>chat_model"]
   *   output([output])
   *   input --> s1
   *   input --> s2
   *   s2 --> s3
   *   input --> s4
   *   s1 -->|"documents"| s5
   *   s3 -->|"advice"| s5
   *   s4 -->|"history"| s5
   *   input -->|"question"| s5
   *   s5 --> s6
   *   s6 --> output
   * }</pre>
   *
   * @see Answers#documents
   * @see Answers#askExpert
   * @see Answers#expert
   * @see Answers#history
   * @see Answers#ask
   * @see Answers#model
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
        Plan.step("history").type(RunType.CHAIN).reads("question", Plan.INPUT),
        Plan.step("ask").type(RunType.PROMPT).reads("documents", DOCUMENTS).reads("advice", EXPERT)
            .reads("history", HISTORY).reads("question", Plan.INPUT),
        Plan.step("model").type(RunType.CHAT_MODEL).reads("input", ASK));

    AnswerSequence(AnswersRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new Chunks(steps, run, input));
    }

    /** Gives the chunks of one run. */
    private static final class Chunks extends RelayPipeline<AiMessageChunk, String> {
      private final AnswersRunnables steps;
      private final String input;

      Chunks(AnswersRunnables steps, RunContext run, String input) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        Task<List<Document>> documentsTask = fork(DOCUMENTS, new DocumentsPart(this, steps, input));
        Task<AiMessage> expertTask = fork(EXPERT, new ExpertPart(this, steps, input));
        begin(HISTORY, input);
        List<ChatMessage> history = result(HISTORY, steps.history(input));
        List<Document> documents = join(ASK, documentsTask);
        AiMessage expert = join(ASK, expertTask);
        beginAll(ASK, documents, expert, history, input);
        ChatPrompt ask = result(ASK, steps.ask(documents, expert, history, input));
        relay(MODEL, open(MODEL, steps.model(), ask));
        restartable();
      }

      @Override
      protected void onNext(AiMessageChunk chunk) throws Exception {
        at = CALLER;
        out.accept(chunk.text());
      }
    }

    /** Computes the whole of {@code documents}. */
    private static final class DocumentsPart extends ChainPipeline<List<Document>> {
      private final AnswersRunnables steps;
      private final String input;

      DocumentsPart(ChainPipeline<?> reader, AnswersRunnables steps, String input) {
        super(reader);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        List<Document> documents = collect(DOCUMENTS, open(DOCUMENTS, steps.documents(), input),
            steps.documents().implementation().whole(), ASK);
        at = CALLER;
        out.accept(documents);
      }
    }

    /** Computes the whole of {@code expert}. */
    private static final class ExpertPart extends ChainPipeline<AiMessage> {
      private final AnswersRunnables steps;
      private final String input;

      ExpertPart(ChainPipeline<?> reader, AnswersRunnables steps, String input) {
        super(reader);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK_EXPERT, input);
        ChatPrompt askExpert = result(ASK_EXPERT, steps.askExpert(input));
        AiMessage expert = collect(EXPERT, open(EXPERT, steps.expert(), askExpert),
            steps.expert().implementation().whole(), ASK);
        at = CALLER;
        out.accept(expert);
      }
    }
  }
}
