package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class EventsTest {
  private final Session session = Session.plain();

  @Test
  void eachEventIsALineOfJsonWhenPiped() {
    List<JsonNode> events = events("joke");

    assertThat(of(events, "joke"))
        .startsWith("on_chain_start", "on_chain_stream")
        .endsWith("on_chain_stream", "on_chain_end")
        .hasSize(Seed.text("prompt_model_str").size() + 2);
    assertThat(of(events, "ask")).containsExactly("on_prompt_start", "on_prompt_end");
    assertThat(of(events, "model"))
        .startsWith("on_chat_model_start", "on_chat_model_stream")
        .endsWith("on_chat_model_end");
    assertThat(of(events, "text")).endsWith("on_parser_end");
    assertThat(events.get(0).at("/data/input").asString()).isEqualTo("parrot");
    assertThat(events).allSatisfy(event -> assertThat(event.has("parent_ids")).isTrue());
  }

  @Test
  void theOlderSchemaHasNoParents() {
    assertThat(events("joke", "--schema", "v1"))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.has("parent_ids")).isFalse());
  }

  @Test
  void filtersChooseRuns() {
    assertThat(names("joke", "--include-type", "prompt")).containsOnly("ask");
    assertThat(names("joke", "--include-type", "chat_model")).containsOnly("model");
    assertThat(names("joke", "--include-name", "ask", "--include-name", "joke"))
        .containsOnly("ask", "joke");
    assertThat(names("joke", "--include-tag", "seq:step:1")).containsOnly("ask");
    assertThat(names("joke", "--exclude-type", "chain", "--exclude-name", "model"))
        .containsOnly("ask", "text");
    assertThat(names("joke", "--exclude-tag", "seq:step:2")).doesNotContain("model");
  }

  @Test
  void onATerminalEventsAreIndentedAndColoured() {
    Session terminal = Session.onTerminal();
    assertThat(terminal.run("events", "joke", "--pace", "0")).isZero();
    assertThat(terminal.out.shown())
        .startsWith("\u001b[36mon_chain_start joke\u001b[0m \"parrot\"\n")
        .contains("\n  \u001b[33mon_prompt_start ask\u001b[0m {\"topic\":\"parrot\"}\n")
        .contains("\n  \u001b[32mon_chat_model_stream model\u001b[0m ")
        .contains("...\n");

    Session json = Session.onTerminal();
    assertThat(json.run("events", "joke", "--pace", "0", "--json")).isZero();
    assertThat(json.out.shown()).startsWith("{\"event\":\"on_chain_start\"");
  }

  @Test
  void readableLinesCanBePiped() {
    assertThat(session.run("events", "joke", "--pace", "0", "--no-json")).isZero();
    assertThat(session.out.shown()).startsWith("on_chain_start joke \"parrot\"\n");
  }

  @Test
  void anErrorIsShownByItsMessage() {
    Script script = Script.of("a").fail(new IllegalStateException("No more."));
    Session failing = Session.withModel(pace -> ScriptedChatModel.of(script));
    assertThat(failing.run("events", "joke", "--no-json")).isEqualTo(1);
    assertThat(failing.out.shown()).contains("\n  on_chat_model_error model \"No more.\"\n");
  }

  @Test
  void aTimelineOfTheRunsStandsAtTheEnd() {
    events("joke");
    String time = " +\\d+\\.\\d\\d s";
    assertThat(session.err.shown())
        .containsPattern("First event after .* events, .*\n")
        .containsPattern("\njoke +\\|-*=+ *\\|" + time + time + time + "\n")
        .containsPattern("\n  ask +\\| *-*=* *\\|" + time + " +-" + time + "\n")
        .containsPattern("\n  model +\\| *-*=+ *\\|" + time + time + time + "\n");
  }

  @Test
  void anEventIsShownBeforeTheNextTokenIsMade() throws Exception {
    Gate gate = new Gate();
    Script script = Script.of("a", "b").gatedBy(gate);
    Session gated = Session.withModel(pace -> ScriptedChatModel.of(script));
    CompletableFuture<Integer> exitCode = gated.start("events", "hello", "--no-json");

    gate.awaitWaiting();
    gated.out.await(shown -> shown.contains("on_chat_model_start"), "the start");
    gate.open();
    gated.out.await(shown -> shown.contains("\"a\""), "the first token");
    assertThat(gated.out.shown()).doesNotContain("\"b\"");
    gate.openForGood();
    assertThat(exitCode.get(30, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void theLogsPatchesGiveTheRunsState() {
    assertThat(session.run("log", "joke", "--pace", "0")).isZero();
    JsonNode state = MissingNode.getInstance();
    for (String line : session.out.shown().lines().toList()) {
      state = Patches.apply(JsonMapper.shared().readTree(line), state);
    }
    assertThat(state.path("streamed_output").valueStream().map(JsonNode::asString).toList())
        .isEqualTo(Seed.text("prompt_model_str"));
    assertThat(state.path("logs").propertyNames()).containsExactly("ask", "model", "text");
  }

  private List<JsonNode> events(String... args) {
    List<String> all = new ArrayList<>(List.of("events"));
    all.addAll(List.of(args));
    all.addAll(List.of("--pace", "0"));
    assertThat(session.run(all.toArray(String[]::new))).as(session.err.shown()).isZero();
    return session.out.shown().lines().map(JsonMapper.shared()::readTree).toList();
  }

  private static List<String> names(String... args) {
    return new EventsTest()
        .events(args).stream().map(event -> event.path("name").asString()).toList();
  }

  private static List<String> of(List<JsonNode> events, String name) {
    return events.stream()
        .filter(event -> event.path("name").asString().equals(name))
        .map(event -> event.path("event").asString())
        .toList();
  }
}
