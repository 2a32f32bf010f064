package goldens;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Components;
import dev.runnel.engine.Lazy;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.engine.StepEmitter;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import dev.runnel.parser.JsonElements;
import java.util.List;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link CountryChains}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class CountryChainsRunnables extends CountryChains {
  private final ChatModel model;
  private final Lazy<JsonElements<CountryChains.Country>> countries = new Lazy<>();
  private final LargeCountriesSequence largeCountries =
      new LargeCountriesSequence(this, LargeCountriesSequence.PLAN);
  private final LargeCountriesSequence streamLargeCountries =
      new LargeCountriesSequence(this, LargeCountriesSequence.PLAN.named("streamLargeCountries"));

  /**
   * Makes the chains of {@link CountryChains}.
   *
   * @param model what {@code model()} returns
   */
  public CountryChainsRunnables(ChatModel model) {
    this.model = Components.present(model, "model", CountryChainsRunnables.class);
  }

  @Override
  ChatPrompt ask(String question) {
    return ChatPrompt.of("Answer in JSON, a list under the key \"countries\": "
        + PromptText.of("question", question));
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

  /** Runs {@code largeCountries}: {@code input -> ask -> model -> countries -> largeOnly}. */
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
        Plan.step("largeOnly").reads("country", COUNTRIES));

    LargeCountriesSequence(CountryChainsRunnables steps, Plan plan) {
      super(plan, Whole.list(), (input, run) -> new LargeCountriesRun(steps, plan, input, run));
    }

    /** One run of {@code largeCountries}. */
    private static final class LargeCountriesRun extends RelayPipeline<AiMessageChunk, String> {
      private final CountryChainsRunnables steps;
      private final String input;
      private final CountriesOut countriesOut = new CountriesOut();
      private Transformer<String, CountryChains.Country> countries;

      LargeCountriesRun(CountryChainsRunnables steps, Plan plan, String input, RunContext run) {
        super(plan, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK, input);
        ChatPrompt ask = result(ASK, steps.ask(input));
        comeTo(COUNTRIES);
        countries = newTransformer(COUNTRIES, steps.countries());
        relay(MODEL, open(MODEL, steps.model(), ask));
      }

      @Override
      protected void onNext(AiMessageChunk chunk) throws Exception {
        if (chunk.hasText()) {
          enter(COUNTRIES);
          countries.onChunk(chunk.text(), countriesOut);
        }
      }

      @Override
      protected void onEnd() throws Exception {
        complete(COUNTRIES, countries, countriesOut);
        end(LARGE_ONLY);
      }

      /** Runs what stands behind {@code countries}. */
      private final class CountriesOut extends StepEmitter<CountryChains.Country> {
        CountriesOut() {
          super(LargeCountriesRun.this, COUNTRIES);
        }

        @Override
        protected void onNext(CountryChains.Country chunk) throws Exception {
          enter(LARGE_ONLY);
          String largeOnly = maybe(LARGE_ONLY, steps.largeOnly(chunk));
          if (largeOnly == null) {
            return;
          }
          reader().accept(largeOnly);
        }
      }
    }
  }
}
