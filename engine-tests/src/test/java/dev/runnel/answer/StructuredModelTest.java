package dev.runnel.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runnel.answer.AnswerException.Reason;
import dev.runnel.answer.Countries.Country;
import dev.runnel.answer.Countries.CountryDraft;
import dev.runnel.answer.Countries.Draft;
import dev.runnel.event.EventOptions;
import dev.runnel.event.StreamEvent;
import dev.runnel.json.Partial;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Refusal;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.ToolCall;
import dev.runnel.model.UserMessage;
import dev.runnel.schema.JsonSchema;
import dev.runnel.schema.SchemaViolation;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;

/** A model answers with a Java type, or it is said why not. */
class StructuredModelTest {
  private static final AnswerType<Countries> COUNTRIES =
      AnswerType.of(CountriesSchema.SCHEMA, Countries.class);
  private static final ChatPrompt PROMPT = ChatPrompt.of("Which countries?");
  private static final String GOOD =
      "{\"countries\":[{\"name\":\"Fiji\",\"people\":9},{\"name\":\"Peru\",\"people\":34}]}";
  private static final Country FIJI = new Country("Fiji", 9, Optional.empty());
  private static final Country PERU = new Country("Peru", 34, Optional.empty());
  private static final Countries BOTH = new Countries(List.of(FIJI, PERU));

  /** All ways to read an answer. */
  static Stream<Function<ScriptedChatModel, StructuredModel<?, ?>>> views() {
    return Stream.of(
        COUNTRIES::from,
        COUNTRIES::partialsFrom,
        model -> COUNTRIES.elementsFrom(model, "/countries", Country.class),
        model -> COUNTRIES.draftsFrom(model, Draft.class),
        COUNTRIES::textFrom,
        COUNTRIES::messagesFrom);
  }

  private static ScriptedChatModel inPieces(String text) {
    return ScriptedChatModel.of(text.split("(?<=[\\[\\]{},:])"));
  }

  @Test
  void theWholeIsOneChunk() {
    StructuredModel<Countries, Countries> model = COUNTRIES.from(inPieces(GOOD));
    assertThat(model.invoke(PROMPT)).isEqualTo(BOTH);
    assertThat(model.stream(PROMPT).toList()).containsExactly(BOTH);
  }

  @Test
  void partialsGrowAndTheWholeComesLast() {
    StructuredModel<Partial<Countries>, Countries> model = COUNTRIES.partialsFrom(inPieces(GOOD));
    List<Partial<Countries>> partials = model.stream(PROMPT).toList();
    assertThat(partials.size()).isGreaterThan(5);
    assertThat(partials.stream().filter(Partial::isComplete)).hasSize(1);
    assertThat(partials.get(partials.size() - 1).whole()).contains(BOTH);
    assertThat(model.invoke(PROMPT)).isEqualTo(BOTH);
  }

  @Test
  void elementsComeWhenTheyAreComplete() {
    StructuredModel<Country, List<Country>> model =
        COUNTRIES.elementsFrom(inPieces(GOOD), "/countries", Country.class);
    assertThat(model.stream(PROMPT).toList()).containsExactly(FIJI, PERU);
    assertThat(model.invoke(PROMPT)).containsExactly(FIJI, PERU);
    assertThat(model.mapWhole(Countries::new).invoke(PROMPT)).isEqualTo(BOTH);
  }

  @Test
  void draftsReplaceEachOther() {
    StructuredModel<Draft, Draft> model = COUNTRIES.draftsFrom(inPieces(GOOD), Draft.class);
    Draft last = new Draft(List.of(new CountryDraft("Fiji", 9), new CountryDraft("Peru", 34)));
    assertThat(model.stream(PROMPT).toList())
        .contains(new Draft(List.of(new CountryDraft("Fiji", null))), last);
    assertThat(model.invoke(PROMPT)).isEqualTo(last);
  }

  @Test
  void textAndMessagesComeAsTheyAreWritten() {
    assertThat(String.join("", COUNTRIES.textFrom(inPieces(GOOD)).stream(PROMPT).toList()))
        .isEqualTo(GOOD);
    assertThat(COUNTRIES.textFrom(inPieces(GOOD)).invoke(PROMPT)).isEqualTo(BOTH);
    assertThat(COUNTRIES.messagesFrom(inPieces(GOOD)).stream(PROMPT).toList())
        .extracting(AiMessageChunk::text)
        .containsExactly(GOOD.split("(?<=[\\[\\]{},:])"));
    assertThat(COUNTRIES.messagesFrom(inPieces(GOOD)).invoke(PROMPT)).isEqualTo(BOTH);
  }

  @ParameterizedTest
  @MethodSource("views")
  void theRequestBearsTheSchema(Function<ScriptedChatModel, StructuredModel<?, ?>> view) {
    ScriptedChatModel model = inPieces(GOOD);
    view.apply(model).invoke(PROMPT);
    ChatPrompt request = model.lastRequest();
    assertThat(request.messages()).isEqualTo(PROMPT.messages());
    assertThat(request.options().responseFormat())
        .isEqualTo(ResponseFormat.jsonSchema("Countries", CountriesSchema.SCHEMA.toTree()));
  }

  @ParameterizedTest
  @MethodSource("views")
  void theDocumentMayStandInAFence(Function<ScriptedChatModel, StructuredModel<?, ?>> view) {
    ScriptedChatModel model = ScriptedChatModel.of("Here:\n```json\n", GOOD, "\n```\nDone.");
    assertThat(view.apply(model).invoke(PROMPT).toString()).contains("Peru");
  }

  // ---- answers that are none

  @ParameterizedTest
  @MethodSource("views")
  void aRefusalIsTold(Function<ScriptedChatModel, StructuredModel<?, ?>> view) {
    Script refusal = Script.empty().parts(new Refusal("I can"), new Refusal("not."));
    AnswerException refused = failure(view, refusal);
    assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
    assertThat(refused.text()).isEqualTo("I cannot.");
    assertThat(refused).hasMessage("The model refused to answer: I cannot.");
    assertThat(refused.violations()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("views")
  void aCutAnswerIsTold(Function<ScriptedChatModel, StructuredModel<?, ?>> view) {
    Script cut =
        Script.of("{\"countries\":[").chunks(AiMessageChunk.end(FinishReason.LENGTH, null));
    AnswerException failure = failure(view, cut);
    assertThat(failure.reason()).isEqualTo(Reason.CUT);
    assertThat(failure.text()).isEqualTo("{\"countries\":[");
    assertThat(failure).hasMessageContaining("maxTokens");
  }

  @ParameterizedTest
  @MethodSource("views")
  void whatIsHeldBackIsTold(Function<ScriptedChatModel, StructuredModel<?, ?>> view) {
    Script held = Script.of("{").chunks(AiMessageChunk.end(FinishReason.CONTENT_FILTER, null));
    assertThat(failure(view, held).reason()).isEqualTo(Reason.REFUSED);
  }

  @ParameterizedTest
  @MethodSource("views")
  void aCallInPlaceOfAnAnswerIsTold(Function<ScriptedChatModel, StructuredModel<?, ?>> view) {
    Script calls = Script.ofToolCalls(new ToolCall("1", "search", "{}"));
    assertThat(failure(view, calls).reason()).isEqualTo(Reason.TOOLS);
  }

  @ParameterizedTest
  @MethodSource("views")
  void whatDoesNotFitIsToldWithItsPath(Function<ScriptedChatModel, StructuredModel<?, ?>> view) {
    Script wrong = Script.of("{\"countries\":[{\"name\":\"Fiji\",", "\"people\":0.5}]}");
    AnswerException failure = failure(view, wrong);
    assertThat(failure.reason()).isEqualTo(Reason.MISMATCH);
    assertThat(failure.violations())
        .extracting(SchemaViolation::pointer)
        .containsExactly("/countries/0/people");
    assertThat(failure.text()).startsWith("{\"countries\":[{\"name\":\"Fiji\",");
    assertThat(failure).hasMessageContaining("/countries/0/people");
  }

  @ParameterizedTest
  @MethodSource("views")
  void whatJacksonLetsPassIsCheckedBeforeItIsRead(
      Function<ScriptedChatModel, StructuredModel<?, ?>> view) {
    Script wrong = Script.of("{\"countries\":[{\"name\":\"Fiji\"}", "]}");
    List<Object> seen = new ArrayList<>();
    AnswerException failure =
        catchThrowableOfType(
            AnswerException.class,
            () -> view.apply(ScriptedChatModel.of(wrong)).stream(PROMPT).forEach(seen::add));
    assertThat(failure.violations())
        .extracting(SchemaViolation::pointer)
        .containsExactly("/countries/0/people");
    assertThat(seen)
        .noneMatch(chunk -> chunk instanceof Country || chunk instanceof Countries)
        .noneMatch(chunk -> chunk instanceof Partial<?> partial && partial.isComplete());
  }

  @ParameterizedTest
  @MethodSource("views")
  void textAndNothingAreNoJson(Function<ScriptedChatModel, StructuredModel<?, ?>> view) {
    assertThat(failure(view, Script.of("Fiji, ", "I think.")).violations()).hasSize(1);
    assertThat(failure(view, Script.empty())).hasMessageContaining("is empty");
    assertThat(failure(view, Script.of("{\"countries\":]"))).hasMessageContaining("is no JSON");
  }

  private static AnswerException failure(
      Function<ScriptedChatModel, StructuredModel<?, ?>> view, Script script) {
    StructuredModel<?, ?> model = view.apply(ScriptedChatModel.of(script));
    AnswerException invoked =
        catchThrowableOfType(AnswerException.class, () -> model.invoke(PROMPT));
    AnswerException streamed =
        catchThrowableOfType(
            AnswerException.class, () -> model.stream(PROMPT).forEach(chunk -> {}));
    assertThat(streamed).hasMessage(invoked.getMessage());
    return invoked;
  }

  // ---- repairs

  private static ScriptedChatModel wrongThenGood() {
    return ScriptedChatModel.builder()
        .next(Script.of("{\"countries\":[{\"name\":\"Fiji\",\"people\":9},", "{\"people\":3}]}"))
        .next(Script.of(GOOD))
        .build();
  }

  @ParameterizedTest
  @MethodSource("views")
  void theModelIsToldWhatWasWrong(Function<ScriptedChatModel, StructuredModel<?, ?>> view) {
    ScriptedChatModel model = wrongThenGood();
    assertThat(view.apply(model).withRepairs(1).invoke(PROMPT).toString()).contains("Peru");
    ChatPrompt again = model.lastRequest();
    assertThat(again.messages()).hasSize(3).startsWith(PROMPT.messages().get(0));
    assertThat(again.messages().get(1)).isInstanceOf(AiMessage.class);
    assertThat(again.messages().get(2))
        .isInstanceOf(UserMessage.class)
        .extracting(message -> message.text())
        .asString()
        .contains("/countries/1")
        .endsWith("Answer again, with nothing but JSON that fits.");
    assertThat(again.options().responseFormat()).isEqualTo(COUNTRIES.format());
  }

  @Test
  void nothingThatReachedAReaderIsTakenBack() {
    ScriptedChatModel model = wrongThenGood();
    List<Country> seen = new ArrayList<>();
    AnswerException failure =
        catchThrowableOfType(
            AnswerException.class,
            () ->
                COUNTRIES.elementsFrom(model, "/countries", Country.class).withRepairs(1).stream(
                        PROMPT)
                    .forEach(seen::add));
    assertThat(seen).containsExactly(FIJI);
    assertThat(failure.violations())
        .extracting(SchemaViolation::pointer)
        .containsExactly("/countries/1/name");
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void aWholeIsRepairedAlsoWhereItIsStreamed() {
    ScriptedChatModel model = wrongThenGood();
    assertThat(COUNTRIES.from(model).withRepairs(1).stream(PROMPT).toList()).containsExactly(BOTH);
  }

  @Test
  void repairsEndAndTheLastFailureGoesOn() {
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .next(Script.of("one"))
            .next(Script.of("{\"countries\":1}"))
            .next(Script.of("{\"countries\":2}"))
            .build();
    AnswerException failure =
        catchThrowableOfType(
            AnswerException.class, () -> COUNTRIES.from(model).withRepairs(2).invoke(PROMPT));
    assertThat(failure.text()).isEqualTo("{\"countries\":2}");
    assertThat(failure.getSuppressed()).filteredOn(AnswerException.class::isInstance).hasSize(2);
    assertThat(model.requests()).hasSize(3);
  }

  @Test
  void aRefusalIsNotRepaired() {
    ScriptedChatModel model = ScriptedChatModel.of(Script.empty().parts(new Refusal("No.")));
    catchThrowableOfType(
        AnswerException.class, () -> COUNTRIES.from(model).withRepairs(5).invoke(PROMPT));
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void attemptsAreRunsOfTheirOwn() {
    List<StreamEvent> events =
        COUNTRIES
            .from(wrongThenGood())
            .withRepairs(1)
            .streamEvents(PROMPT, EventOptions.DEFAULT)
            .toList();
    assertThat(events)
        .filteredOn(event -> event.event().endsWith("_start"))
        .extracting(StreamEvent::name)
        .containsExactly(
            "StructuredModel",
            "StructuredModel",
            "ScriptedChatModel",
            "AnswerReader",
            "StructuredModel",
            "ScriptedChatModel",
            "AnswerReader");
    assertThat(events).anyMatch(event -> event.tags().contains("repair:attempt:2"));
  }

  @Test
  void repairsAreNotNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COUNTRIES.from(ScriptedChatModel.of("")).withRepairs(-1))
        .withMessageContaining("-1");
  }

  // ---- types that are no objects

  @Test
  void aListIsAskedForWithinAnObject() {
    JsonSchema list =
        JsonSchema.of("{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"minimum\":1}}");
    AnswerType<List<Integer>> numbers = AnswerType.of(list, new TypeReference<>() {});
    ScriptedChatModel model = ScriptedChatModel.of("{\"value\":[1,", "2,3", "]}");
    assertThat(numbers.from(model).invoke(PROMPT)).containsExactly(1, 2, 3);
    assertThat(numbers.elementsFrom(model, "", Integer.class).stream(PROMPT).toList())
        .containsExactly(1, 2, 3);
    assertThat(numbers.format().toString()).contains("\"required\":[\"value\"]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbers.partialsFrom(model))
        .withMessageContaining("Put it into a record");
    AnswerException failure =
        catchThrowableOfType(
            AnswerException.class,
            () -> numbers.from(ScriptedChatModel.of("{\"value\":[0]}")).invoke(PROMPT));
    assertThat(failure.violations()).extracting(SchemaViolation::pointer).containsExactly("/0");
  }

  @Test
  void aRepairShowsAllMistakesSoFar() {
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .next(Script.of("First."))
            .next(Script.of("{\"countries\": 2}"))
            .next(Script.of(GOOD))
            .build();
    assertThat(COUNTRIES.from(model).withRepairs(2).invoke(PROMPT)).isEqualTo(BOTH);
    assertThat(model.lastRequest().messages())
        .extracting(ChatMessage::text)
        .satisfiesExactly(
            text -> assertThat(text).isEqualTo("Which countries?"),
            text -> assertThat(text).isEqualTo("First."),
            text -> assertThat(text).contains("is no JSON"),
            text -> assertThat(text).isEqualTo("{\"countries\": 2}"),
            text -> assertThat(text).contains("/countries must be"));
  }

  @Test
  void ofLongMistakesTheLastAreShown() {
    String[] wrong = {"a".repeat(15_000), "b".repeat(15_000), "c".repeat(30_000)};
    ScriptedChatModel.Builder script = ScriptedChatModel.builder();
    Stream.of(wrong).forEach(text -> script.next(Script.of(text)));
    ScriptedChatModel model = script.next(Script.of(GOOD)).build();
    assertThat(COUNTRIES.from(model).withRepairs(3).invoke(PROMPT)).isEqualTo(BOTH);
    assertThat(model.requests())
        .extracting(
            request ->
                request.messages().stream().map(message -> message.text().charAt(0)).toList())
        .containsExactly(
            List.of('W'), List.of('W', 'a', 'T'), List.of('W', 'b', 'T'), List.of('W', 'c', 'T'));
  }
}
