package goldens;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
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
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Reviews}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class ReviewsRunnables implements Reviews {
  private final ChatModel praise;
  private final ChatModel blame;
  private final Retriever sources;
  private final RunnableSequence<String, Reviews.Review, Reviews.Review> review =
      new ReviewSequence(this);

  /**
   * Makes the chains of {@link Reviews}.
   *
   * @param praise what {@code praise()} returns
   * @param blame what {@code blame()} returns
   * @param sources what {@code sources()} returns
   */
  public ReviewsRunnables(ChatModel praise, ChatModel blame, Retriever sources) {
    this.praise = Objects.requireNonNull(praise,
        "The component 'praise' of ReviewsRunnables is null.");
    this.blame = Objects.requireNonNull(blame,
        "The component 'blame' of ReviewsRunnables is null.");
    this.sources = Objects.requireNonNull(sources,
        "The component 'sources' of ReviewsRunnables is null.");
  }

  @Override
  public ChatPrompt askForPraise(String book) {
    return ChatPrompt.of("Praise " + PromptText.of(book));
  }

  @Override
  public ChatPrompt askForBlame(String book) {
    return ChatPrompt.of("Find fault with " + PromptText.of(book));
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
   * <p>Runs each step when what it reads is there.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input])
   *   s1["askForPraise<br/>prompt"]
   *   s2["praise<br/>chat_model"]
   *   s3["askForBlame<br/>prompt"]
   *   s4["blame<br/>chat_model"]
   *   s5["sources<br/>retriever"]
   *   s6["words"]
   *   s7["join"]
   *   output([output])
   *   input --> s1
   *   s1 --> s2
   *   input --> s3
   *   s3 --> s4
   *   input --> s5
   *   s2 --> s6
   *   s2 -->|"praise"| s7
   *   s4 -->|"blame"| s7
   *   s6 -->|"words"| s7
   *   s5 -->|"sources"| s7
   *   s7 --> output
   * }</pre>
   *
   * @see Reviews#askForPraise
   * @see Reviews#praise
   * @see Reviews#askForBlame
   * @see Reviews#blame
   * @see Reviews#sources
   * @see Reviews#words
   * @see Reviews#join
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
        Plan.step("words").type(RunType.CHAIN).reads("chunks", PRAISE),
        Plan.step("join").type(RunType.CHAIN).reads("praise", PRAISE).reads("blame", BLAME)
            .reads("words", WORDS).reads("sources", SOURCES));

    ReviewSequence(ReviewsRunnables steps) {
      super(PLAN, Whole.last(), (input, run) -> new Chunks(steps, run, input));
    }

    /** Gives the chunks of one run. */
    private static final class Chunks extends ChainPipeline<Reviews.Review> {
      private final ReviewsRunnables steps;
      private final String input;

      Chunks(ReviewsRunnables steps, RunContext run, String input) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        Task<AiMessage> blameTask = fork(BLAME, new BlamePart(this, steps, input));
        Task<List<Document>> sourcesTask = fork(SOURCES, new SourcesPart(this, steps, input));
        begin(ASK_FOR_PRAISE, input);
        ChatPrompt askForPraise = result(ASK_FOR_PRAISE, steps.askForPraise(input));
        Shared<AiMessageChunk> sharedPraise = share(new PraisePart(this, steps, askForPraise), 2);
        Task<AiMessage> praiseTask = fork(PRAISE, new PraisePart2(this, steps,
            sharedPraise.reader(1)));
        ChunkStream<String> chunks = new PraisePart3(this, steps, sharedPraise.reader(0));
        begin(WORDS);
        Integer words = result(WORDS, steps.words(chunks));
        close(chunks);
        AiMessage praise = join(JOIN, praiseTask);
        AiMessage blame = join(JOIN, blameTask);
        List<Document> sources = join(JOIN, sourcesTask);
        String praiseText = praise.text();
        String blameText = blame.text();
        beginAll(JOIN, praiseText, blameText, words, sources);
        Reviews.Review join = result(JOIN, steps.join(praiseText, blameText, words, sources));
        at = CALLER;
        out.accept(join);
      }
    }

    /** Computes the whole of {@code blame}. */
    private static final class BlamePart extends ChainPipeline<AiMessage> {
      private final ReviewsRunnables steps;
      private final String input;

      BlamePart(ChainPipeline<?> reader, ReviewsRunnables steps, String input) {
        super(reader);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK_FOR_BLAME, input);
        ChatPrompt askForBlame = result(ASK_FOR_BLAME, steps.askForBlame(input));
        AiMessage blame = collect(BLAME, open(BLAME, steps.blame(), askForBlame),
            steps.blame().implementation().whole(), JOIN);
        at = CALLER;
        out.accept(blame);
      }
    }

    /** Computes the whole of {@code sources}. */
    private static final class SourcesPart extends ChainPipeline<List<Document>> {
      private final ReviewsRunnables steps;
      private final String input;

      SourcesPart(ChainPipeline<?> reader, ReviewsRunnables steps, String input) {
        super(reader);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        List<Document> sources = collect(SOURCES, open(SOURCES, steps.sources(), input),
            steps.sources().implementation().whole(), JOIN);
        at = CALLER;
        out.accept(sources);
      }
    }

    /** Gives the chunks of {@code praise}. */
    private static final class PraisePart extends RelayPipeline<AiMessageChunk, AiMessageChunk> {
      private final ReviewsRunnables steps;
      private final ChatPrompt askForPraise;

      PraisePart(ChainPipeline<?> reader, ReviewsRunnables steps, ChatPrompt askForPraise) {
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
        at = CALLER;
        out.accept(chunk);
      }
    }

    /** Computes the whole of {@code praise}. */
    private static final class PraisePart2 extends ChainPipeline<AiMessage> {
      private final ReviewsRunnables steps;
      private final ChunkStream<AiMessageChunk> praise;

      PraisePart2(ChainPipeline<?> reader, ReviewsRunnables steps,
          ChunkStream<AiMessageChunk> praise) {
        super(reader);
        this.steps = steps;
        this.praise = praise;
      }

      @Override
      protected void start() throws Exception {
        AiMessage praise2 = collect(praise, steps.praise().implementation().whole(), PRAISE, JOIN);
        at = CALLER;
        out.accept(praise2);
      }
    }

    /** Gives the chunks of {@code praise}. */
    private static final class PraisePart3 extends RelayPipeline<AiMessageChunk, String> {
      private final ChunkStream<AiMessageChunk> praise;

      PraisePart3(ChainPipeline<?> reader, ReviewsRunnables steps,
          ChunkStream<AiMessageChunk> praise) {
        super(reader);
        this.praise = praise;
      }

      @Override
      protected void start() throws Exception {
        read(PRAISE, reading(praise));
      }

      @Override
      protected void onNext(AiMessageChunk chunk) throws Exception {
        at = CALLER;
        out.accept(chunk.text());
      }
    }
  }
}
