package goldens;

import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.RunnelSchemas;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.answer.AnswerType;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.ChainWholes;
import dev.runnel.engine.Components;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.json.Partial;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import dev.runnel.schema.JsonSchema;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Atlas}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class AtlasRunnables implements Atlas {
  private final ChatModel model;
  private final GrowingSequence growing = new GrowingSequence(this);
  private final NamesSequence names = new NamesSequence(this);
  private final WholeSequence whole = new WholeSequence(this);

  /**
   * Makes the chains of {@link Atlas}.
   *
   * @param model what {@code model()} returns
   */
  public AtlasRunnables(ChatModel model) {
    this.model = Components.present(model, "model", AtlasRunnables.class);
  }

  @Override
  public ChatPrompt ask(int number) {
    return ChatPrompt.builder()
        .system("Answer with JSON: " + Schemas.COUNTRIES.schemaText())
        .user("Which are the " + PromptText.of("number", number) + " largest?")
        .build();
  }

  @Override
  public ChatModel model() {
    return model;
  }

  @Override
  public RunnableSequence<Integer, Partial<Atlas.Countries>, Atlas.Countries> growing() {
    return growing;
  }

  @Override
  public RunnableSequence<Integer, String, List<String>> names() {
    return names;
  }

  @Override
  public Atlas.Countries whole(int number) {
    return whole.invoke(number);
  }

  /** Runs {@code growing}: {@code input -> ask -> model}. */
  private static final class GrowingSequence
      extends ChainSequence<Integer, Partial<Atlas.Countries>, Atlas.Countries> {
    private static final int ASK = 0;
    private static final int MODEL = 1;

    private static final Plan PLAN = Plan.of("growing",
        Plan.step("ask").type(RunType.PROMPT).reads("number", Plan.INPUT),
        Plan.step("model").type(RunType.CHAIN).reads("input", ASK).replacing());

    GrowingSequence(AtlasRunnables steps) {
      super(PLAN, ChainWholes.of(() -> Schemas.COUNTRIES.partialsFrom(steps.model())
          .withRepairs(2)), (input, run) -> new GrowingRun(steps, input, run));
    }

    /** One run of {@code growing}. */
    private static final class GrowingRun
        extends RelayPipeline<Partial<Atlas.Countries>, Partial<Atlas.Countries>> {
      private final AtlasRunnables steps;
      private final Integer input;

      GrowingRun(AtlasRunnables steps, Integer input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK, input);
        ChatPrompt ask = result(ASK, steps.ask(input));
        relay(MODEL, open(MODEL, Schemas.COUNTRIES.partialsFrom(steps.model()).withRepairs(2),
            ask));
        mayStartAnew();
      }

      @Override
      protected void onNext(Partial<Atlas.Countries> chunk) throws Exception {
        reader().accept(chunk);
      }
    }
  }

  /** Runs {@code names}: {@code input -> ask -> model -> name}. */
  private static final class NamesSequence extends ChainSequence<Integer, String, List<String>> {
    private static final int ASK = 0;
    private static final int MODEL = 1;
    private static final int NAME = 2;

    private static final Plan PLAN = Plan.of("names",
        Plan.step("ask").type(RunType.PROMPT).reads("number", Plan.INPUT),
        Plan.step("model").type(RunType.CHAIN).reads("input", ASK),
        Plan.step("name").reads("country", MODEL));

    NamesSequence(AtlasRunnables steps) {
      super(PLAN, Whole.list(), (input, run) -> new NamesRun(steps, input, run));
    }

    @Override
    public Optional<RunnelSchemas> schemas() {
      return Optional.of(Schemas.NAMES);
    }

    /** One run of {@code names}. */
    private static final class NamesRun extends RelayPipeline<Atlas.Country, String> {
      private final AtlasRunnables steps;
      private final Integer input;

      NamesRun(AtlasRunnables steps, Integer input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK, input);
        ChatPrompt ask = result(ASK, steps.ask(input));
        relay(MODEL, open(MODEL, Schemas.COUNTRIES.elementsFrom(steps.model(), "/countries",
            Atlas.Country.class).mapWhole(Atlas.Countries::new).withRepairs(2), ask), NAME);
      }

      @Override
      protected void onNext(Atlas.Country chunk) throws Exception {
        enter(NAME);
        String name = chunk(NAME, steps.name(chunk));
        reader().accept(name);
      }
    }
  }

  /** Runs {@code whole}: {@code input -> ask -> model}. */
  private static final class WholeSequence
      extends ChainSequence<Integer, Atlas.Countries, Atlas.Countries> {
    private static final int ASK = 0;
    private static final int MODEL = 1;

    private static final Plan PLAN = Plan.of("whole",
        Plan.step("ask").type(RunType.PROMPT).reads("number", Plan.INPUT),
        Plan.step("model").type(RunType.CHAIN).reads("input", ASK));

    WholeSequence(AtlasRunnables steps) {
      super(PLAN, ChainWholes.of(() -> Schemas.COUNTRIES.from(steps.model()).withRepairs(2)),
          (input, run) -> new WholeRun(steps, input, run));
    }

    /** One run of {@code whole}. */
    private static final class WholeRun extends RelayPipeline<Atlas.Countries, Atlas.Countries> {
      private final AtlasRunnables steps;
      private final Integer input;

      WholeRun(AtlasRunnables steps, Integer input, RunContext run) {
        super(PLAN, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(ASK, input);
        ChatPrompt ask = result(ASK, steps.ask(input));
        relay(MODEL, open(MODEL, Schemas.COUNTRIES.from(steps.model()).withRepairs(2), ask));
        mayStartAnew();
      }

      @Override
      protected void onNext(Atlas.Countries chunk) throws Exception {
        reader().accept(chunk);
      }
    }
  }

  /** The JSON schemas of what models answer, and of what chains take and give. */
  private static final class Schemas {
    static final JsonSchema COUNTRIES_SCHEMA =
        JsonSchema.of(
            """
            {
              "type": "object",
              "properties": {
                "countries": {"type": "array", "items": {"$ref": "#/$defs/Country"}}
              },
              "required": ["countries"],
              "$defs": {
                "Country": {
                  "type": "object",
                  "description": "A country of the world.",
                  "properties": {
                    "name": {"type": "string"},
                    "people": {"type": "integer"},
                    "capital": {"type": ["string", "null"]}
                  },
                  "required": ["name", "people"]
                }
              }
            }
            """);

    static final AnswerType<Atlas.Countries> COUNTRIES = AnswerType.of(COUNTRIES_SCHEMA,
        Atlas.Countries.class);

    static final JsonSchema NAMES_INPUT_SCHEMA =
        JsonSchema.of(
            """
            {"type": "integer"}
            """);

    static final JsonSchema NAMES_CHUNK_SCHEMA =
        JsonSchema.of(
            """
            {"type": "string"}
            """);

    static final JsonSchema NAMES_OUTPUT_SCHEMA =
        JsonSchema.of(
            """
            {"type": "array", "items": {"type": "string"}}
            """);

    static final RunnelSchemas NAMES = new RunnelSchemas(NAMES_INPUT_SCHEMA, NAMES_CHUNK_SCHEMA,
        NAMES_OUTPUT_SCHEMA);

    private Schemas() {
    }
  }
}
