package goldens;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Components;
import dev.runnel.engine.Plan;
import dev.runnel.engine.ReaderEmitter;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.engine.StreamChainSequence;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import java.util.Iterator;
import java.util.concurrent.Flow;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Stories}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class StoriesRunnables extends Stories {
  private final ChatModel model;
  private final StorySequence story = new StorySequence(this);
  private final ToldSequence told = new ToldSequence(this, ToldSequence.PLAN);
  private final ToldSequence publish = new ToldSequence(this, ToldSequence.PLAN.named("publish"));
  private final ToldSequence tell = new ToldSequence(this, ToldSequence.PLAN.named("tell"));
  private final LettersSequence letters = new LettersSequence(this);
  private final SpellingSequence spelling = new SpellingSequence(this);

  /**
   * Makes the chains of {@link Stories}.
   *
   * @param model what {@code model()} returns
   */
  public StoriesRunnables(ChatModel model) {
    this.model = Components.present(model, "model", StoriesRunnables.class);
  }

  @Override
  ChatPrompt ask(String hero) {
    return ChatPrompt.builder()
        .system("You tell stories.")
        .user("Tell of " + PromptText.of("hero", hero))
        .build();
  }

  @Override
  ChatModel model() {
    return model;
  }

  @Override
  public RunnableSequence<String, String, String> story() {
    return story;
  }

  @Override
  public RunnableSequence<String, String, String> told() {
    return told;
  }

  @Override
  public Flow.Publisher<String> publish(String hero) {
    return publish.publish(hero);
  }

  @Override
  public String tell(String hero) {
    return tell.invoke(hero);
  }

  @Override
  StreamRunnel<String, String, String> letters() {
    return letters;
  }

  @Override
  public RunnableSequence<String, String, String> spelling() {
    return spelling;
  }

  /**
   * Streams a story sentence by sentence.
   *
   * <p>{@code input -> ask -> model -> sentences}
   */
  private static final class StorySequence extends ChainSequence<String, String, String> {
    private static final int ASK = 0;
    private static final int MODEL = 1;
    private static final int SENTENCES = 2;

    private static final Plan PLAN = Plan.of("story",
        Plan.step("ask").type(RunType.PROMPT).reads("hero", Plan.INPUT),
        Plan.step("model").type(RunType.CHAT_MODEL).reads("input", ASK),
        Plan.step("sentences").reads("input", MODEL));

    StorySequence(StoriesRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new StoryRun(steps, input, run));
    }

    /** One run of {@code story}. */
    private static final class StoryRun extends RelayPipeline<AiMessageChunk, String> {
      private final StoriesRunnables steps;
      private final String input;
      private final ReaderEmitter<String> sentencesOut = new ReaderEmitter<>(this, SENTENCES);
      private Transformer<String, String> sentences;

      StoryRun(StoriesRunnables steps, String input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK, input);
        ChatPrompt ask = result(ASK, steps.ask(input));
        comeTo(SENTENCES);
        sentences = given(SENTENCES, steps.sentences());
        relay(MODEL, open(MODEL, steps.model(), ask));
      }

      @Override
      protected void onNext(AiMessageChunk chunk) throws Exception {
        if (chunk.hasText()) {
          enter(SENTENCES);
          sentences.onChunk(chunk.text(), sentencesOut);
        }
      }

      @Override
      protected void onEnd() throws Exception {
        complete(SENTENCES, sentences, sentencesOut);
      }
    }
  }

  /**
   * Streams the words of a story.
   *
   * <p>{@code input -> story -> words}
   */
  private static final class ToldSequence extends ChainSequence<String, String, String> {
    private static final int STORY = 0;
    private static final int WORDS = 1;

    private static final Plan PLAN = Plan.of("told",
        Plan.step("story").type(RunType.CHAIN).reads("input", Plan.INPUT),
        Plan.step("words").reads("sentence", STORY));

    ToldSequence(StoriesRunnables steps, Plan plan) {
      super(plan, Whole.text(), (input, run) -> new ToldRun(steps, plan, input, run));
    }

    /** One run of {@code told}. */
    private static final class ToldRun extends RelayPipeline<String, String> {
      private final StoriesRunnables steps;
      private final String input;
      private final ReaderEmitter<String> wordsOut = new ReaderEmitter<>(this, WORDS);

      ToldRun(StoriesRunnables steps, Plan plan, String input, RunContext run) {
        super(plan, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        relay(STORY, open(STORY, steps.story(), input), WORDS);
      }

      @Override
      protected void onNext(String chunk) throws Exception {
        enter(WORDS);
        steps.words(chunk, wordsOut);
      }
    }
  }

  /** Runs {@code letters}: {@code input -> spell}. */
  private static final class LettersSequence extends StreamChainSequence<String, String, String> {
    private static final int SPELL = 0;

    private static final Plan PLAN = Plan.of("letters",
        Plan.step("spell").reads("word", Plan.INPUT));

    LettersSequence(StoriesRunnables steps) {
      super(PLAN, Whole.text(), (chunks, only, run) -> new LettersRun(steps, chunks, only, run));
    }

    /** One run of {@code letters}. */
    private static final class LettersRun extends RelayPipeline<String, String> {
      private final StoriesRunnables steps;
      private final ChunkStream<String> input;
      private final ReaderEmitter<String> spellOut = new ReaderEmitter<>(this, SPELL);

      LettersRun(StoriesRunnables steps, ChunkStream<String> input, String only, RunContext run) {
        super(PLAN, run, only);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        read(SPELL, input, SPELL);
      }

      @Override
      protected void onNext(String chunk) throws Exception {
        enter(SPELL);
        steps.spell(chunk, spellOut);
      }
    }
  }

  /** Runs {@code spelling}: {@code input -> told -> spelled}. */
  private static final class SpellingSequence extends ChainSequence<String, String, String> {
    private static final int TOLD = 0;
    private static final int SPELLED = 1;

    private static final Plan PLAN = Plan.of("spelling",
        Plan.step("told").type(RunType.CHAIN).reads("input", Plan.INPUT),
        Plan.step("spelled").reads("word", TOLD))
        .tags("slow");

    SpellingSequence(StoriesRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new SpellingRun(steps, input, run));
    }

    /** One run of {@code spelling}. */
    private static final class SpellingRun extends ChainPipeline<String> {
      private final StoriesRunnables steps;
      private final String input;
      private Iterator<String> told;
      private Iterator<String> spelled;

      SpellingRun(StoriesRunnables steps, String input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        told = open(TOLD, steps.told(), input);
      }

      @Override
      protected boolean advance() throws Exception {
        if (spelled != null) {
          if (!source(SPELLED, spelled).hasNext()) {
            closeSource(SPELLED);
            spelled = null;
            return true;
          }
          String spelledChunk = chunk(SPELLED, spelled.next());
          reader().accept(spelledChunk);
          return true;
        }
        if (!source(TOLD, told).hasNext()) {
          end(TOLD, SPELLED);
          return false;
        }
        String chunk = chunk(TOLD, told.next());
        enter(SPELLED);
        spelled = chunks(SPELLED, steps.spelled(chunk));
        return true;
      }

      @Override
      protected void run() throws Exception {
        // Here, so that the JIT compiler compiles the loop of each chain for itself.
        while (isOpen() && advance()) {}
      }
    }
  }
}
