package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request goes to the chain for its kind, whose chunks are shown as they come. */
class RouteTest {
  @Test
  void aRequestForAJokeGetsTheJoke() {
    String joke = String.join("|", Seed.text("prompt_model_str")) + "\n";
    assertThat(shown("route")).isEqualTo(joke);
    assertThat(shown("route", "a joke about parrot")).isEqualTo(joke);
  }

  @Test
  void aRequestForAPoemGetsThePoem() {
    assertThat(shown("route", "a poem about parrot"))
        .isEqualTo(
            "Green| of| feather|,| loud| of| voice|,\n|the| par|rot| talks| and| has| no| choice|."
                + "\n");
  }

  @Test
  void anyOtherRequestGetsAnAnswer() {
    assertThat(shown("route", "hello. tell me something about yourself"))
        .isEqualTo(
            String.join(
                    "|", Seed.messages("model").stream().filter(text -> !text.isEmpty()).toList())
                + "\n");
  }

  @Test
  void whateverTheModelSaysInsteadOfAKindIsAnyOther() {
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .whenAsked("Which of JOKE", Script.of("A ", "poem, I think."))
            .whenAsked("hello", Script.of("Hi"))
            .build();
    Session session = Session.withModel(pace -> model);
    assertThat(session.run("route", "hello. tell me something about yourself")).isZero();
    assertThat(session.out.shown()).isEqualTo("Hi\n");
    assertThat(model.requests()).hasSize(2);
    assertThat(model.lastRequest().text()).isEqualTo("hello. tell me something about yourself");
  }

  @Test
  void whatIsRoutedToStreamsThrough() throws Exception {
    Gate gate = new Gate();
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .whenAsked("Which of JOKE", Script.of("JO", "KE"))
            .whenAsked("one short joke", Script.of("a", "b", "c").gatedBy(gate))
            .build();
    Session session = Session.withModel(pace -> model);
    CompletableFuture<Integer> exitCode = session.start("route");
    for (String shown : List.of("", "a", "a|b")) {
      gate.awaitWaiting();
      session.out.awaitShown(shown);
      gate.open();
    }
    gate.openForGood();
    assertThat(exitCode.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(session.out.shown()).isEqualTo("a|b|c\n");
  }

  @Test
  void eventsShowTheChosenChainBelowTheStep() {
    List<JsonNode> starts = starts("a joke about parrot");
    assertThat(names(starts))
        .containsExactly(
            "answer", "classify", "model", "kind", "route", "joke", "askForJoke", "model", "text");
    assertThat(starts.get(5).path("parent_ids").valueStream().map(JsonNode::asString))
        .containsExactly(
            starts.get(0).path("run_id").asString(), starts.get(4).path("run_id").asString());
    assertThat(names(starts("a poem about parrot")))
        .endsWith("poem", "askForPoem", "model", "text");
    assertThat(names(starts("hello. tell me something about yourself")))
        .endsWith("route", "other", "model", "text");
  }

  private static List<JsonNode> starts(String request) {
    return shown("events", "route", request)
        .lines()
        .map(JsonMapper.shared()::readTree)
        .filter(event -> event.path("event").asString().endsWith("_start"))
        .toList();
  }

  private static List<String> names(List<JsonNode> events) {
    return events.stream().map(event -> event.path("name").asString()).toList();
  }

  private static String shown(String... args) {
    Session session = Session.plain();
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--pace";
    all[args.length + 1] = "0";
    assertThat(session.run(all)).as(session.err.shown()).isZero();
    return session.out.shown();
  }
}
