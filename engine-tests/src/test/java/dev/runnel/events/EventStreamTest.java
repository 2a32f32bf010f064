package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.annotations.RunType;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.event.EventOptions;
import dev.runnel.event.EventSchema;
import dev.runnel.event.RunLog;
import dev.runnel.event.StreamEvent;
import dev.runnel.json.JsonPatch;
import dev.runnel.model.ChatPrompt;
import dev.runnel.testkit.EventAssertions;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.ScriptedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A run can be read as the stream of its events: lazily, bounded, and to be closed. */
@Timeout(60)
class EventStreamTest {
  private static final ChatPrompt HI = ChatPrompt.of("hi");

  private final ScriptedChatModel model =
      ScriptedChatModel.builder().name("model").otherwise(Script.of("a", "b")).build();
  private final Runnel<ChatPrompt, String, String> chain = model.pipe(Parsers.text());

  private static List<StreamEvent> read(ChunkStream<StreamEvent> events) {
    List<StreamEvent> all = new ArrayList<>();
    events.forEach(all::add);
    return all;
  }

  private List<String> kinds(EventOptions options) {
    return read(chain.streamEvents(HI, options)).stream().map(StreamEvent::toString).toList();
  }

  @Test
  void theEventsComeInCausalOrder() {
    assertThat(kinds(EventOptions.DEFAULT))
        .containsExactly(
            "on_chain_start RunnableSequence",
            "on_chat_model_start model",
            "on_parser_start StrOutputParser",
            "on_chat_model_stream model",
            "on_parser_stream StrOutputParser",
            "on_chain_stream RunnableSequence",
            "on_chat_model_stream model",
            "on_parser_stream StrOutputParser",
            "on_chain_stream RunnableSequence",
            "on_chat_model_end model",
            "on_parser_end StrOutputParser",
            "on_chain_end RunnableSequence");
    EventAssertions.assertStreamWellFormed(read(chain.streamEvents(HI)));
  }

  @Test
  void nothingRunsBeforeTheFirstEventIsAskedFor() {
    ChunkStream<StreamEvent> events = chain.streamEvents(HI);
    assertThat(model.runs()).isEmpty();
    events.next();
    events.close();
  }

  @Test
  void closingCancelsTheRun() {
    Gate gate = new Gate();
    ScriptedChatModel waits =
        ScriptedChatModel.builder().otherwise(Script.of("a").await(gate).text("b")).build();
    try (ChunkStream<StreamEvent> events = waits.pipe(Parsers.text()).streamEvents(HI)) {
      while (!events.next().event().equals("on_parser_stream")) {}
    }
    assertThat(waits.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
  }

  /** The thread of the run may or may not have ended: only what the reader knows counts. */
  @RepeatedTest(100)
  void closingAfterTheLastEventIsClosingBeforeTheEnd() {
    for (int read = 0; read <= 12; read++) {
      ChunkStream<StreamEvent> events = chain.streamEvents(HI);
      for (int i = 0; i < read; i++) {
        events.next();
      }
      events.close();
      assertThatThrownBy(events::hasNext).isInstanceOf(StreamClosedException.class);
      assertThatThrownBy(events::next).isInstanceOf(StreamClosedException.class);
    }
    ChunkStream<StreamEvent> ended = chain.streamEvents(HI);
    while (ended.hasNext()) {
      ended.next();
    }
    ended.close();
    assertThat(ended.hasNext()).isFalse();
  }

  @Test
  void theFailureComesAfterTheLastEvent() {
    IllegalStateException failure = new IllegalStateException("cut off");
    ScriptedChatModel fails =
        ScriptedChatModel.builder().name("model").otherwise(Script.failing(failure)).build();
    List<String> kinds = new ArrayList<>();
    ChunkStream<StreamEvent> events = fails.pipe(Parsers.text()).streamEvents(HI);
    assertThatThrownBy(() -> events.forEach(event -> kinds.add(event.event()))).isSameAs(failure);
    assertThat(kinds).contains("on_chat_model_error").last().isEqualTo("on_chain_error");
  }

  @Test
  void anErrorSaysWhatWasThrown() {
    Runnel<String, String, String> fails =
        RunnableLambda.of(
            word -> {
              throw new IllegalStateException("private");
            });
    List<ObjectNode> json = new ArrayList<>();
    assertThatThrownBy(() -> fails.streamEvents("x").forEach(event -> json.add(event.toJson())));
    assertThat(json.get(1).at("/data/error/type").asString())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(json.get(1).at("/data/error/message").asString()).isEqualTo("private");
  }

  // ---- filters

  @Test
  void anIncludeFilterKeepsWhatAnyOfItsConditionsMatches() {
    assertThat(
            kinds(
                EventOptions.DEFAULT.withIncludedTypes(RunType.PARSER).withIncludedNames("model")))
        .allMatch(kind -> kind.endsWith("model") || kind.endsWith("StrOutputParser"))
        .hasSize(8);
  }

  @Test
  void anExcludeFilterWinsOverAnIncludeFilter() {
    assertThat(
            kinds(
                EventOptions.DEFAULT
                    .withIncludedTypes(RunType.PARSER, RunType.CHAT_MODEL)
                    .withExcludedNames("model")))
        .allMatch(kind -> kind.endsWith("StrOutputParser"))
        .hasSize(4);
  }

  @Test
  void tagsAreInheritedAndSoAreTheirFilters() {
    RunConfig tagged = RunConfig.DEFAULT.withTags("mine");
    assertThat(
            read(
                chain
                    .withConfig(tagged)
                    .streamEvents(HI, EventOptions.DEFAULT.withIncludedTags("mine"))))
        .hasSize(12);
    assertThat(
            read(
                chain
                    .withConfig(tagged)
                    .streamEvents(HI, EventOptions.DEFAULT.withExcludedTags("mine"))))
        .isEmpty();
    assertThat(kinds(EventOptions.DEFAULT.withIncludedTags("seq:step:1")))
        .allMatch(kind -> kind.endsWith("model"));
  }

  // ---- payloads

  @Test
  void redactionMapsAndDropsPayloadsOfEachKind() {
    Runnel<String, String, String> secret =
        RunnableLambda.of(
            word -> {
              RunContext.current().emitEvent("found", "secret");
              return "secret";
            });
    EventOptions mapped = EventOptions.DEFAULT.withRedaction((run, payload) -> Optional.of("***"));
    EventOptions dropped = EventOptions.DEFAULT.withRedaction((run, payload) -> Optional.empty());
    for (EventOptions options : List.of(mapped, dropped)) {
      String all =
          read(secret.streamEvents("secret", options)).stream()
              .map(event -> event.toJson() + event.source().toString())
              .toList()
              .toString();
      assertThat(all).doesNotContain("secret");
      assertThat(all.contains("***")).isEqualTo(options == mapped);
    }
  }

  @Test
  void redactionCoversFailures() {
    Runnel<String, String, String> fails =
        RunnableLambda.of(
            word -> {
              throw new IllegalStateException("secret");
            });
    List<String> json = new ArrayList<>();
    assertThatThrownBy(
        () ->
            fails
                .streamEvents(
                    "x", EventOptions.DEFAULT.withRedaction((run, payload) -> Optional.of("***")))
                .forEach(event -> json.add(event.toJson().toString())));
    assertThat(json.get(1)).contains("IllegalStateException", "***").doesNotContain("secret");
  }

  @Test
  void aRedactionThatThrowsDropsThePayload() {
    EventOptions broken =
        EventOptions.DEFAULT.withRedaction(
            (run, payload) -> {
              throw new IllegalStateException("broken");
            });
    assertThat(read(chain.streamEvents(HI, broken)))
        .hasSize(12)
        .allMatch(event -> !event.toJson().toString().contains("content"));
  }

  @Test
  void eachRunHasAKeyOfItsOwnInTheLog() {
    List<String> names =
        List.of("a", "a:2", "a", "a", "a:2", "a:3", "a:2:2", "a/b", "a~b", "", "a");
    Runnel<String, String, String> calls =
        RunnableLambda.of(
            word -> {
              for (String name : names) {
                RunnableLambda.<String, String>of(name, each -> each).invoke(name);
              }
              return word;
            });
    RunLog log = new RunLog();
    calls.streamLog("x", EventOptions.DEFAULT).forEach(log::apply);
    JsonNode runs = log.state().get("logs");
    assertThat(runs.properties().stream().map(entry -> entry.getValue().get("name").asString()))
        .containsExactlyElementsOf(names);
    assertThat(runs.properties())
        .allMatch(
            entry ->
                entry.getValue().at("/final_output/output").equals(entry.getValue().get("name")));
  }

  private static final class Hostile {
    @Override
    public String toString() {
      throw new IllegalStateException("toString");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("hashCode");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("equals");
    }

    public String getValue() {
      throw new IllegalStateException("getValue");
    }
  }

  @Test
  void aHostilePayloadHarmsNothing() {
    Runnel<String, Object, Object> hostile = RunnableLambda.of(word -> new Hostile());
    List<StreamEvent> events = read(hostile.streamEvents("x"));
    assertThat(events).hasSize(3);
    ObjectNode chunk = events.get(1).toJson();
    assertThat(chunk.at("/data/chunk/type").asString()).isEqualTo("not_implemented");
    assertThat(chunk.at("/data/chunk/repr").asString()).contains("toString threw");
    try (ChunkStream<JsonPatch> log = hostile.streamLog("x", EventOptions.DEFAULT)) {
      RunLog folded = new RunLog();
      log.forEach(folded::apply);
      assertThat(folded.state().at("/streamed_output")).hasSize(1);
    }
  }

  @Test
  void aPayloadWithoutJsonIsItsMarkedText() {
    Runnel<String, Object, Object> strange =
        RunnableLambda.of(
            word ->
                new Object() {
                  @Override
                  public String toString() {
                    return "strange";
                  }
                });
    ObjectNode chunk = read(strange.streamEvents("x")).get(1).toJson();
    assertThat(chunk.at("/data/chunk/repr").asString()).isEqualTo("strange");
  }

  record Country(String name, List<String> cities, Map<String, Integer> people) {}

  @Test
  void recordsListsAndMapsAreWrittenAsJson() {
    Runnel<String, Country, Country> country =
        RunnableLambda.of(word -> new Country("Spain", List.of("Madrid"), Map.of("all", 46)));
    assertThat(read(country.streamEvents("x")).get(1).toJson().at("/data/chunk").toString())
        .isEqualTo("{\"name\":\"Spain\",\"cities\":[\"Madrid\"],\"people\":{\"all\":46}}");
  }

  @Test
  void customEventsCarryTheirOwnNameAndPayload() {
    Runnel<String, String, String> emits =
        RunnableLambda.of(
            "emits",
            word -> {
              RunContext.current().progress(1, 3);
              return word;
            });
    ObjectNode custom = read(emits.streamEvents("x")).get(1).toJson();
    assertThat(custom.get("event").asString()).isEqualTo("on_custom_event");
    assertThat(custom.get("name").asString()).isEqualTo("progress");
    assertThat(custom.get("data").toString()).isEqualTo("{\"done\":1,\"total\":3}");
  }

  // ---- shape

  @Test
  void onlyTheSecondVersionNamesTheParents() {
    UUID id = UUID.randomUUID();
    RunConfig withId = RunConfig.DEFAULT.withId(id);
    ObjectNode second =
        read(chain.withConfig(withId).streamEvents(HI, EventOptions.DEFAULT)).get(1).toJson();
    assertThat(second.at("/parent_ids/0").asString()).isEqualTo(id.toString());
    EventOptions v1 = EventOptions.DEFAULT.withSchema(EventSchema.V1);
    assertThat(read(chain.streamEvents(HI, v1)).get(1).toJson().has("parent_ids")).isFalse();
  }

  @Test
  void typedAccessGivesThePayloadItself() {
    List<StreamEvent> events = read(chain.streamEvents(HI));
    assertThat(events.get(4).chunk()).contains("a");
    assertThat(events.get(11).output()).contains("ab");
    assertThat(events.get(0).chunk()).isEmpty();
  }

  @Test
  void aRunBelowAnotherOneIsSeenByBoth() {
    List<StreamEvent> inner = new ArrayList<>();
    Runnel<String, String, String> outer =
        RunnableLambda.of(
            "outer",
            word -> {
              chain.streamEvents(ChatPrompt.of(word)).forEach(inner::add);
              return word;
            });
    List<StreamEvent> all = read(outer.streamEvents("hi"));
    EventAssertions.assertStreamWellFormed(all);
    assertThat(inner).hasSize(12);
    assertThat(all).hasSize(12 + 3);
    assertThat(inner.get(0).parentIds()).containsExactly(all.get(0).runId());
  }
}
