package dev.runnel.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runnel.RunnableSequence;
import dev.runnel.RunnelSchemas;
import dev.runnel.StepTrail;
import dev.runnel.answer.Countries.Country;
import dev.runnel.answer.Countries.CountryDraft;
import dev.runnel.answer.Countries.Draft;
import dev.runnel.event.EventOptions;
import dev.runnel.event.StreamEvent;
import dev.runnel.json.Partial;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads a model that answers with a type says what its chunks are. */
class AnswerChainsTest {
  private static final String GOOD =
      "{\"countries\":[{\"name\":\"Fiji\",\"people\":9},{\"name\":\"Peru\",\"people\":34}]}";
  private static final Country FIJI = new Country("Fiji", 9, Optional.empty());
  private static final Country PERU = new Country("Peru", 34, Optional.empty());
  private static final Countries BOTH = new Countries(List.of(FIJI, PERU));
  private static final Draft DRAFT =
      new Draft(List.of(new CountryDraft("Fiji", 9), new CountryDraft("Peru", 34)));

  private final ScriptedChatModel model =
      ScriptedChatModel.of(Script.of(GOOD.split("(?<=[\\[\\]{},:])")));
  private final AnswerChains chains = new AnswerChainsRunnables(model);

  static Stream<Function<AnswerChains, RunnableSequence<String, ?, ?>>> all() {
    return Stream.of(
        AnswerChains::whole,
        AnswerChains::growing,
        AnswerChains::elements,
        AnswerChains::listed,
        AnswerChains::drafts,
        AnswerChains::text,
        AnswerChains::messages,
        AnswerChains::names,
        AnswerChains::counted,
        AnswerChains::countedList,
        AnswerChains::twice);
  }

  @Test
  void theAnswerItselfIsOneChunk() {
    assertThat(chains.whole().stream("large").toList()).containsExactly(BOTH);
    assertThat(chains.whole().invoke("large")).isEqualTo(BOTH);
    assertThat(chains.call("large")).isEqualTo(BOTH);
    assertThat(chains.later("large"))
        .succeedsWithin(java.time.Duration.ofSeconds(10))
        .isEqualTo(BOTH);
    assertThat(chains.alone().invoke(ChatPrompt.of("Which?"))).isEqualTo(BOTH);
  }

  @Test
  void partialsGrow() {
    List<Partial<Countries>> partials = chains.growing().stream("large").toList();
    assertThat(partials.size()).isGreaterThan(5);
    assertThat(partials.get(partials.size() - 1).whole()).contains(BOTH);
    assertThat(chains.growing().invoke("large")).isEqualTo(BOTH);
    assertThat(chains.growingCall("large").toList()).hasSameSizeAs(partials);
    assertThat(chains.parsed().invoke("large")).isEqualTo(BOTH);
    assertThat(chains.parsed().stream("large").toList()).hasSameSizeAs(partials);
  }

  @Test
  void elementsComeOneByOne() {
    assertThat(chains.elements().stream("large").toList()).containsExactly(FIJI, PERU);
    assertThat(chains.elements().invoke("large")).isEqualTo(BOTH);
    assertThat(chains.listed().invoke("large")).containsExactly(FIJI, PERU);
    assertThat(chains.guardedElements().invoke("large")).isEqualTo(BOTH);
    assertThat(chains.guardedElements().stream("large").toList()).containsExactly(FIJI, PERU);
  }

  @Test
  void draftsReplaceEachOther() {
    List<Draft> drafts = chains.drafts().stream("large").toList();
    assertThat(drafts.get(drafts.size() - 1)).isEqualTo(DRAFT);
    assertThat(drafts.size()).isGreaterThan(3);
    assertThat(chains.drafts().invoke("large")).isEqualTo(DRAFT);
  }

  @Test
  void textAndMessagesComeAsTheyAreWritten() {
    assertThat(String.join("", chains.text().stream("large").toList())).isEqualTo(GOOD);
    assertThat(chains.text().invoke("large")).isEqualTo(BOTH);
    assertThat(chains.messages().stream("large").toList())
        .extracting(AiMessageChunk::text)
        .hasSize(GOOD.split("(?<=[\\[\\]{},:])").length);
    assertThat(chains.messages().invoke("large").text()).isEqualTo(GOOD);
  }

  @Test
  void stepsReadWhatTheyAskFor() {
    assertThat(chains.names().stream("large").toList()).containsExactly("Fiji;", "Peru;");
    assertThat(chains.states().invoke("large")).endsWith(GOOD + "\n");
    assertThat(chains.draftSizes().invoke("large")).contains(0, 1, 2);
    assertThat(chains.counted().invoke("large")).isEqualTo(2);
    assertThat(chains.countedList().invoke("large")).isEqualTo(2);
    assertThat(chains.twice().invoke("large")).isEqualTo("2:Fiji;Peru;");
  }

  @Test
  void whatReadsAnAnswerSaysItsTypeWhereNobodyElseDoes() {
    String list = "{\"value\":[{\"name\":\"Fiji\",\"people\":9}]}";
    AnswerChains ofList = new AnswerChainsRunnables(ScriptedChatModel.of(list));
    assertThat(ofList.inferred().stream("large").toList()).containsExactly(FIJI);
    assertThat(ofList.inferred().invoke("large")).containsExactly(FIJI);
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachRequestBearsTheSchema(Function<AnswerChains, RunnableSequence<String, ?, ?>> chain) {
    chain.apply(chains).invoke("large");
    assertThat(model.lastRequest().options().responseFormat())
        .isEqualTo(AnswerType.of(CountriesSchema.SCHEMA, Countries.class).format());
    assertThat(model.requests()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("all")
  void anAnswerIsRepairedWhereItIsCollected(
      Function<AnswerChains, RunnableSequence<String, ?, ?>> chain) {
    ScriptedChatModel wrong =
        ScriptedChatModel.builder()
            .next(Script.of("{\"countries\":[", "{\"name\":1,\"people\":9}]}"))
            .next(Script.of(GOOD))
            .build();
    assertThat((Object) chain.apply(new AnswerChainsRunnables(wrong)).invoke("large"))
        .isEqualTo(chain.apply(chains).invoke("large"));
    assertThat(wrong.requests()).hasSize(2);
  }

  @Test
  void anAnswerOfWhichStepsHaveReadIsNotRepaired() {
    ScriptedChatModel wrong =
        ScriptedChatModel.of(Script.of("{\"countries\":[", "{\"name\":1,\"people\":9}]}"));
    catchThrowableOfType(
        AnswerException.class, () -> new AnswerChainsRunnables(wrong).states().invoke("large"));
    assertThat(wrong.requests()).hasSize(1);
  }

  @Test
  void anAnswerThatDoesNotFitFailsItsStep() {
    AnswerChains wrong = new AnswerChainsRunnables(ScriptedChatModel.of("{\"countries\":0}"));
    AnswerException failure =
        catchThrowableOfType(AnswerException.class, () -> wrong.counted().invoke("large"));
    assertThat(failure.violations()).hasSize(1);
    assertThat(failure.getSuppressed())
        .filteredOn(StepTrail.class::isInstance)
        .extracting(trail -> ((StepTrail) trail).step())
        .contains("model");
  }

  @Test
  void theModelsRunStandsBelowTheStep() {
    List<StreamEvent> events = chains.whole().streamEvents("large", EventOptions.DEFAULT).toList();
    assertThat(events)
        .filteredOn(event -> event.event().endsWith("_start"))
        .extracting(event -> event.event() + " " + event.name())
        .contains("on_chain_start model", "on_chat_model_start ScriptedChatModel");
  }

  @Test
  void aChainTellsItsSchemas() {
    RunnelSchemas schemas = chains.described().schemas().orElseThrow();
    assertThat(schemas.input().toJson()).isEqualTo("{\"type\":\"string\"}");
    assertThat(schemas.chunk().toJson()).startsWith("{\"type\":\"integer\"");
    assertThat(schemas.output()).isEqualTo(schemas.chunk());
    assertThat(chains.growing().schemas()).isEmpty();
  }

  @Test
  void aPromptMaySayTheSchema() {
    assertThat(chains.inWords("large")).isEqualTo(BOTH);
    assertThat(model.lastRequest().text())
        .isEqualTo(
            "Which countries are large? Answer with JSON that fits "
                + CountriesSchema.SCHEMA.toJson());
  }

  @Test
  void aModelThatIsOverriddenIsAskedInTheSameWay() {
    ChatModel other = ScriptedChatModel.of(GOOD);
    AnswerChains overridden =
        new AnswerChainsRunnables(model) {
          @Override
          ChatModel model() {
            return other;
          }
        };
    assertThat(overridden.whole().invoke("large")).isEqualTo(BOTH);
    assertThat(model.requests()).isEmpty();
  }
}
