package goldens;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Components;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.engine.Shared;
import dev.runnel.engine.Task;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.PromptText;
import dev.runnel.model.Retriever;
import java.util.List;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Reviews}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class ReviewsRunnables implements Reviews {
  private final ChatModel praise;
  private final ChatModel blame;
  private final Retriever sources;
  private final ReviewSequence review = new ReviewSequence(this);

  /**
   * Makes the chains of {@link Reviews}.
   *
   * @param praise what {@code praise()} returns
   * @param blame what {@code blame()} returns
   * @param sources what {@code sources()} returns
   */
  public ReviewsRunnables(ChatModel praise, ChatModel blame, Retriever sources) {
    this.praise = Components.present(praise, "praise", ReviewsRunnables.class);
    this.blame = Components.present(blame, "blame", ReviewsRunnables.class);
    this.sources = Components.present(sources, "sources", ReviewsRunnables.class);
  }

  @Override
  public ChatPrompt askForPraise(String book) {
    return ChatPrompt.of("Praise " + PromptText.of("book", book));
  }

  @Override
  public ChatPrompt askForBlame(String book) {
    return ChatPrompt.of("Find fault with " + PromptText.of("book", book));
  }

  @Override
  public ChatModel praise() {
    return praise;
  }

  @Override
  public ChatModel blame() {
    return blame;
  }

  @Override
  public Retriever sources() {
    return sources;
  }

  @Override
  public RunnableSequence<String, Reviews.Review, Reviews.Review> review() {
    return review;
  }

  /**
   * Asks two models and a library at the same time.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input]) --> askForPraise & askForBlame & sources
   *   askForPraise --> praise
   *   askForBlame --> blame
   *   praise --> words
   *   praise & blame & words & sources --> join --> output([output])
   * }</pre>
   */
  private static final class ReviewSequence
      extends ChainSequence<String, Reviews.Review, Reviews.Review> {
    private static final int ASK_FOR_PRAISE = 0;
    private static final int PRAISE = 1;
    private static final int ASK_FOR_BLAME = 2;
    private static final int BLAME = 3;
    private static final int SOURCES = 4;
    private static final int WORDS = 5;
    private static final int JOIN = 6;

    private static final Plan PLAN = Plan.of("review",
        Plan.step("askForPraise").type(RunType.PROMPT).reads("book", Plan.INPUT),
        Plan.step("praise").type(RunType.CHAT_MODEL).reads("input", ASK_FOR_PRAISE),
        Plan.step("askForBlame").type(RunType.PROMPT).reads("book", Plan.INPUT),
        Plan.step("blame").type(RunType.CHAT_MODEL).reads("input", ASK_FOR_BLAME),
        Plan.step("sources").type(RunType.RETRIEVER).reads("input", Plan.INPUT),
        Plan.step("words").reads("chunks", PRAISE),
        Plan.step("join").reads("praise", PRAISE).reads("blame", BLAME).reads("words", WORDS)
            .reads("sources", SOURCES));

    ReviewSequence(ReviewsRunnables steps) {
      super(PLAN, Whole.last(), (input, run) -> new ReviewRun(steps, input, run));
    }

    /** One run of {@code review}. */
    private static final class ReviewRun extends ChainPipeline<Reviews.Review> {
      private final ReviewsRunnables steps;
      private final String input;

      ReviewRun(ReviewsRunnables steps, String input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK_FOR_BLAME, input);
        ChatPrompt askForBlame = result(ASK_FOR_BLAME, steps.askForBlame(input));
        // What does not wait for other steps runs on threads of its own.
        Task<AiMessage> blameTask = fork(BLAME, steps.blame(), askForBlame, JOIN);
        Task<List<Document>> sourcesTask = fork(SOURCES, steps.sources(), input, JOIN);
        begin(ASK_FOR_PRAISE, input);
        ChatPrompt askForPraise = result(ASK_FOR_PRAISE, steps.askForPraise(input));
        Shared<AiMessageChunk> sharedPraise =
            new Shared<>(new PraiseStream(this, steps, askForPraise), 2);
        Task<AiMessage> praiseTask = fork(PRAISE, sharedPraise.reader(1),
            steps.praise().implementation().whole(), JOIN);
        ChunkStream<String> chunks = chunks(WORDS, new PraiseText(this, sharedPraise.reader(0)));
        begin(WORDS);
        Integer words = result(WORDS, steps.words(chunks));
        comeTo(JOIN);
        AiMessage praise = praiseTask.join();
        AiMessage blame = blameTask.join();
        List<Document> sources = sourcesTask.join();
        String praiseText = praise.text();
        String blameText = blame.text();
        begin(JOIN, praiseText, blameText, words, sources);
        Reviews.Review join = result(JOIN, steps.join(praiseText, blameText, words, sources));
        reader().accept(join);
      }
    }

    /** Gives the chunks of {@code praise}. */
    private static final class PraiseStream extends RelayPipeline<AiMessageChunk, AiMessageChunk> {
      private final ReviewsRunnables steps;
      private final ChatPrompt askForPraise;

      PraiseStream(ChainPipeline<?> reader, ReviewsRunnables steps, ChatPrompt askForPraise) {
        super(reader);
        this.steps = steps;
        this.askForPraise = askForPraise;
      }

      @Override
      protected void start() throws Exception {
        relay(PRAISE, open(PRAISE, steps.praise(), askForPraise));
      }

      @Override
      protected void onNext(AiMessageChunk chunk) throws Exception {
        reader().accept(chunk);
      }
    }

    /** Gives the text of each chunk of {@code praise}. */
    private static final class PraiseText extends RelayPipeline<AiMessageChunk, String> {
      private final ChunkStream<AiMessageChunk> praise;

      PraiseText(ChainPipeline<?> reader, ChunkStream<AiMessageChunk> praise) {
        super(reader);
        this.praise = praise;
      }

      @Override
      protected void start() throws Exception {
        read(PRAISE, praise);
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
