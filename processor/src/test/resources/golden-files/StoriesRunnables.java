package goldens;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.engine.StreamChainSequence;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Flow;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Stories}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class StoriesRunnables extends Stories {
  private final ChatModel model;
  private final RunnableSequence<String, String, String> story = new StorySequence(this);
  private final RunnableSequence<String, String, String> told =
      new ToldSequence(this, ToldSequence.PLAN);
  private final RunnableSequence<String, String, String> publish =
      new ToldSequence(this, ToldSequence.PLAN.named("publish"));
  private final RunnableSequence<String, String, String> tell =
      new ToldSequence(this, ToldSequence.PLAN.named("tell"));
  private final StreamRunnel<String, String, String> letters = new LettersSequence(this);
  private final RunnableSequence<String, String, String> spelling = new SpellingSequence(this);

  /**
   * Makes the chains of {@link Stories}.
   *
   * @param model what {@code model()} returns
   */
  public StoriesRunnables(ChatModel model) {
    this.model = Objects.requireNonNull(model,
        "The component 'model' of StoriesRunnables is null.");
  }

  @Override
  ChatPrompt ask(String hero) {
    return ChatPrompt.builder()
        .system("You tell stories.")
        .user("Tell of " + PromptText.of(hero))
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
   * <p>Runs {@code input -> ask -> model -> sentences}.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input])
   *   s1["ask<br/>prompt"]
   *   s2["model<br/>chat_model"]
   *   s3["sentences"]
   *   output([output])
   *   input --> s1
   *   s1 --> s2
   *   s2 --> s3
   *   s3 --> output
   * }</pre>
   *
   * @see Stories#ask
   * @see Stories#model
   * @see Stories#sentences
   */
  private static final class StorySequence extends ChainSequence<String, String, String> {
    private static final int ASK = 0;
    private static final int MODEL = 1;
    private static final int SENTENCES = 2;

    private static final Plan PLAN = Plan.of("story",
        Plan.step("ask").type(RunType.PROMPT).reads("hero", Plan.INPUT),
        Plan.step("model").type(RunType.CHAT_MODEL).reads("input", ASK),
        Plan.step("sentences").type(RunType.CHAIN).reads("input", MODEL));

    StorySequence(StoriesRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new Chunks(steps, run, input));
    }

    /** Gives the chunks of one run. */
    private static final class Chunks extends RelayPipeline<AiMessageChunk, String> {
      private final StoriesRunnables steps;
      private final String input;
      private final SentencesOut sentencesOut = new SentencesOut();
      private Transformer<String, String> sentences;

      Chunks(StoriesRunnables steps, RunContext run, String input) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK, input);
        ChatPrompt ask = result(ASK, steps.ask(input));
        at = SENTENCES;
        sentences = given(SENTENCES, steps.sentences());
        relay(MODEL, open(MODEL, steps.model(), ask));
      }

      @Override
      protected void onNext(AiMessageChunk chunk) throws Exception {
        enter(SENTENCES);
        sentences.onChunk(chunk.text(), sentencesOut);
        settle();
      }

      @Override
      protected void onEnd() throws Exception {
        enter(SENTENCES);
        sentences.onComplete(sentencesOut);
        settle();
        end(SENTENCES);
      }

      /** Takes what {@code sentences} emits. */
      private final class SentencesOut implements Emitter<String> {
        @Override
        public void emit(String chunk) {
          beforeEmit(SENTENCES, chunk);
          try {
            at = CALLER;
            out.accept(chunk);
          } catch (Throwable failure) {
            throw keepOutcome(failure);
          }
          afterEmit(SENTENCES);
        }
      }
    }
  }

  /**
   * Streams the words of a story.
   *
   * <p>Runs {@code input -> story -> words}.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input])
   *   s1["story"]
   *   s2["words"]
   *   output([output])
   *   input --> s1
   *   s1 --> s2
   *   s2 --> output
   * }</pre>
   *
   * @see Stories#story
   * @see Stories#words
   */
  private static final class ToldSequence extends ChainSequence<String, String, String> {
    private static final int STORY = 0;
    private static final int WORDS = 1;

    private static final Plan PLAN = Plan.of("told",
        Plan.step("story").type(RunType.CHAIN).reads("input", Plan.INPUT),
        Plan.step("words").type(RunType.CHAIN).reads("sentence", STORY));

    ToldSequence(StoriesRunnables steps, Plan plan) {
      super(plan, Whole.text(), (input, run) -> new Chunks(steps, plan, run, input));
    }

    /** Gives the chunks of one run. */
    private static final class Chunks extends RelayPipeline<String, String> {
      private final StoriesRunnables steps;
      private final String input;
      private final WordsOut wordsOut = new WordsOut();

      Chunks(StoriesRunnables steps, Plan plan, RunContext run, String input) {
        super(plan, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        relay(STORY, open(STORY, steps.story(), input));
      }

      @Override
      protected void onNext(String chunk) throws Exception {
        enter(WORDS);
        steps.words(chunk, wordsOut);
        settle();
      }

      @Override
      protected void onEnd() throws Exception {
        end(WORDS);
      }

      /** Takes what {@code words} emits. */
      private final class WordsOut implements Emitter<String> {
        @Override
        public void emit(String chunk) {
          beforeEmit(WORDS, chunk);
          try {
            at = CALLER;
            out.accept(chunk);
          } catch (Throwable failure) {
            throw keepOutcome(failure);
          }
          afterEmit(WORDS);
        }
      }
    }
  }

  /**
   * Runs {@code input -> spell}.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input])
   *   s1["spell"]
   *   output([output])
   *   input --> s1
   *   s1 --> output
   * }</pre>
   *
   * @see Stories#spell
   */
  private static final class LettersSequence extends StreamChainSequence<String, String, String> {
    private static final int SPELL = 0;

    private static final Plan PLAN = Plan.of("letters",
        Plan.step("spell").type(RunType.CHAIN).reads("word", Plan.INPUT));

    private final StoriesRunnables steps;

    LettersSequence(StoriesRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new Chunks(steps, run, ChunkStream.of(input),
          input));
      this.steps = steps;
    }

    @Override
    public Pipeline<String> openStream(ChunkStream<String> chunks, RunContext run) {
      return new Chunks(steps, run, chunks, null);
    }

    /** Gives the chunks of one run. */
    private static final class Chunks extends RelayPipeline<String, String> {
      private final StoriesRunnables steps;
      private final ChunkStream<String> input;
      private final SpellOut spellOut = new SpellOut();

      Chunks(StoriesRunnables steps, RunContext run, ChunkStream<String> input, Object only) {
        super(PLAN, run, only);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        read(SPELL, reading(input));
      }

      @Override
      protected void onNext(String chunk) throws Exception {
        enter(SPELL);
        steps.spell(chunk, spellOut);
        settle();
      }

      @Override
      protected void onEnd() throws Exception {
        end(SPELL);
      }

      /** Takes what {@code spell} emits. */
      private final class SpellOut implements Emitter<String> {
        @Override
        public void emit(String chunk) {
          beforeEmit(SPELL, chunk);
          try {
            at = CALLER;
            out.accept(chunk);
          } catch (Throwable failure) {
            throw keepOutcome(failure);
          }
          afterEmit(SPELL);
        }
      }
    }
  }

  /**
   * Runs {@code input -> told -> spelled}.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input])
   *   s1["told"]
   *   s2["spelled"]
   *   output([output])
   *   input --> s1
   *   s1 --> s2
   *   s2 --> output
   * }</pre>
   *
   * @see Stories#told
   * @see Stories#spelled
   */
  private static final class SpellingSequence extends ChainSequence<String, String, String> {
    private static final int TOLD = 0;
    private static final int SPELLED = 1;

    private static final Plan PLAN = Plan.of("spelling",
        Plan.step("told").type(RunType.CHAIN).reads("input", Plan.INPUT),
        Plan.step("spelled").type(RunType.CHAIN).reads("word", TOLD))
        .tags("slow");

    SpellingSequence(StoriesRunnables steps) {
      super(PLAN, Whole.text(), (input, run) -> new Chunks(steps, run, input));
    }

    /** Gives the chunks of one run. */
    private static final class Chunks extends ChainPipeline<String> {
      private final StoriesRunnables steps;
      private final String input;
      private Iterator<String> told;
      private Iterator<String> spelled;

      Chunks(StoriesRunnables steps, RunContext run, String input) {
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
          at = SPELLED;
          if (!spelled.hasNext()) {
            release(SPELLED);
            spelled = null;
            return true;
          }
          String spelledChunk = chunk(SPELLED, spelled.next());
          at = CALLER;
          out.accept(spelledChunk);
          return true;
        }
        at = TOLD;
        if (!told.hasNext()) {
          endAll(TOLD, SPELLED);
          return false;
        }
        String chunk = chunk(TOLD, told.next());
        enter(SPELLED);
        spelled = open(SPELLED, steps.spelled(chunk));
        return true;
      }

      @Override
      protected void run() throws Exception {
        while (isOpen() && advance()) {}
      }
    }
  }
}
