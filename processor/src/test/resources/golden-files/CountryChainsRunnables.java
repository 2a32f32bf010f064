package goldens;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Lazy;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import dev.runnel.parser.JsonElements;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link CountryChains}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class CountryChainsRunnables extends CountryChains {
  private final ChatModel model;
  private final Lazy<JsonElements<CountryChains.Country>> countries = new Lazy<>();
  private final RunnableSequence<String, String, List<String>> largeCountries =
      new LargeCountriesSequence(this, LargeCountriesSequence.PLAN);
  private final RunnableSequence<String, String, List<String>> streamLargeCountries =
      new LargeCountriesSequence(this, LargeCountriesSequence.PLAN.named("streamLargeCountries"));

  /**
   * Makes the chains of {@link CountryChains}.
   *
   * @param model what {@code model()} returns
   */
  public CountryChainsRunnables(ChatModel model) {
    this.model = Objects.requireNonNull(model,
        "The component 'model' of CountryChainsRunnables is null.");
  }

  @Override
  ChatPrompt ask(String question) {
    return ChatPrompt.of("Answer in JSON, a list under the key \"countries\": "
        + PromptText.of(question));
  }

  @Override
  ChatModel model() {
    return model;
  }

  @Override
  JsonElements<CountryChains.Country> countries() {
    return countries.get(super::countries);
  }

  @Override
  public RunnableSequence<String, String, List<String>> largeCountries() {
    return largeCountries;
  }

  @Override
  public ChunkStream<String> streamLargeCountries(String question) {
    return streamLargeCountries.stream(question);
  }

  /**
   * Runs {@code input -> ask -> model -> countries -> largeOnly}.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input])
   *   s1["ask<br/>prompt"]
   *   s2["model<br/>chat_model"]
   *   s3["countries<br/>parser"]
   *   s4["largeOnly"]
   *   output([output])
   *   input --> s1
   *   s1 --> s2
   *   s2 --> s3
   *   s3 --> s4
   *   s4 --> output
   * }</pre>
   *
   * @see CountryChains#ask
   * @see CountryChains#model
   * @see CountryChains#countries
   * @see CountryChains#largeOnly
   */
  private static final class LargeCountriesSequence
      extends ChainSequence<String, String, List<String>> {
    private static final int ASK = 0;
    private static final int MODEL = 1;
    private static final int COUNTRIES = 2;
    private static final int LARGE_ONLY = 3;

    private static final Plan PLAN = Plan.of("largeCountries",
        Plan.step("ask").type(RunType.PROMPT).reads("question", Plan.INPUT),
        Plan.step("model").type(RunType.CHAT_MODEL).reads("input", ASK),
        Plan.step("countries").type(RunType.PARSER).reads("input", MODEL),
        Plan.step("largeOnly").type(RunType.CHAIN).reads("country", COUNTRIES));

    LargeCountriesSequence(CountryChainsRunnables steps, Plan plan) {
      super(plan, Whole.list(), (input, run) -> new Chunks(steps, plan, run, input));
    }

    /** Gives the chunks of one run. */
    private static final class Chunks extends RelayPipeline<AiMessageChunk, String> {
      private final CountryChainsRunnables steps;
      private final String input;
      private final CountriesOut countriesOut = new CountriesOut();
      private Transformer<String, CountryChains.Country> countries;

      Chunks(CountryChainsRunnables steps, Plan plan, RunContext run, String input) {
        super(plan, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK, input);
        ChatPrompt ask = result(ASK, steps.ask(input));
        at = COUNTRIES;
        countries = transformer(COUNTRIES, steps.countries());
        relay(MODEL, open(MODEL, steps.model(), ask));
      }

      @Override
      protected void onNext(AiMessageChunk chunk) throws Exception {
        enter(COUNTRIES);
        countries.onChunk(chunk.text(), countriesOut);
        settle();
      }

      @Override
      protected void onEnd() throws Exception {
        enter(COUNTRIES);
        countries.onComplete(countriesOut);
        settle();
        endAll(COUNTRIES, LARGE_ONLY);
      }

      /** Takes what {@code countries} emits. */
      private final class CountriesOut implements Emitter<CountryChains.Country> {
        @Override
        public void emit(CountryChains.Country chunk) {
          beforeEmit(COUNTRIES, chunk);
          try {
            enter(LARGE_ONLY);
            String largeOnly = maybe(LARGE_ONLY, steps.largeOnly(chunk));
            if (largeOnly != null) {
              at = CALLER;
              out.accept(largeOnly);
            }
          } catch (Throwable failure) {
            throw keepOutcome(failure);
          }
          afterEmit(COUNTRIES);
        }
      }
    }
  }
}
