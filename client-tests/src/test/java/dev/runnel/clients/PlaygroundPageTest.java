package dev.runnel.clients;

import static dev.runnel.clients.PlaygroundSite.ANSWER;
import static dev.runnel.clients.PlaygroundSite.FAILURE;
import static dev.runnel.clients.PlaygroundSite.INPUT;
import static dev.runnel.clients.PlaygroundSite.RUN;
import static dev.runnel.clients.PlaygroundSite.SCRIPT;
import static dev.runnel.clients.PlaygroundSite.STATE;
import static dev.runnel.clients.PlaygroundSite.STEP;
import static dev.runnel.clients.PlaygroundSite.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.RecordedRun;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the playground shows of runs, in Chromium. */
@Timeout(120)
class PlaygroundPageTest {
  private static RunnelServer server;
  private static Browser browser;

  private final Gate gate = new Gate();

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> chromium = Browser.executable();
    Assumptions.assumeTrue(chromium.isPresent());
    server = PlaygroundSite.serve(0);
    browser = Browser.start(chromium.get());
    browser.resize(1280, 900);
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void nothingIsWrongInThePage() {
    gate.openForGood();
    PlaygroundSite.FAILING.set("");
    assertThat(browser.problems()).isEmpty();
  }

  private static void open(String chain) {
    browser.open(PlaygroundSite.address(server, chain));
  }

  private static void ask(String text) {
    browser.type(INPUT, text);
    browser.click(RUN);
  }

  @Test
  void eachStepLightsUpAndCountsItsChunksWhileTheAnswerGrows() {
    SCRIPT.set(
        Script.of("  Why", "\n not", "?\ud83e", "\udd9c")
            .end(FinishReason.STOP, new TokenUsage(12, 34))
            .gatedBy(gate));
    open("/joke");

    ask("parrots");

    browser.awaitText(STATE, "Running");
    gate.open();
    browser.awaitText(ANSWER, "  Why");
    browser.awaitMatch(PlaygroundSite.node("ask") + " .strip", "");
    assertThat(attribute(PlaygroundSite.node("ask"), "data-state")).isEqualTo("ended");
    assertThat(attribute(PlaygroundSite.node("model"), "data-state")).isEqualTo("running");
    browser.awaitMatch(
        PlaygroundSite.node("model") + " title", "model 1 chunk · .*s, chat model, running");
    gate.openForGood();
    browser.awaitText(STATE, "Ended");
    browser.awaitText(ANSWER, "  Why\n not?\ud83e\udd9c");
    browser.awaitMatch("#facts", ".* · 4 chunks · first after .* · 12 → 34 tokens");
    browser.awaitMatch("#timeline .label", "joke.*ask.*model.*");
    browser.awaitMatch("#timeline", ".*12 → 34 tokens.*");
  }

  private static String attribute(String where, String name) {
    return browser
        .evaluate("document.querySelector(`%s`).getAttribute('%s') ?? ''".formatted(where, name))
        .asString();
  }

  @Test
  void aClickOnAStepAnEdgeOrALaneShowsItsChunks() {
    SCRIPT.set(Script.of("Why", " not?"));
    open("/joke");
    ask("parrots");
    browser.awaitText(STATE, "Ended");

    browser.awaitMatch(STEP, "model.*2 chunks.*\"Why\".*\" not\\?\".*");
    browser.click(PlaygroundSite.node("ask"));
    browser.awaitMatch(STEP, "ask.*prompt · ended.*No chunks.*");
    browser.evaluate(
        """
        [...document.querySelectorAll('g.edge')]
          .find((edge) => edge.textContent.startsWith('from model to output: 2 chunks')).focus()
        """);
    browser.press("Enter");
    browser.awaitMatch(STEP, "model.*2 chunks.*");
    browser.click("#timeline li:first-child button");
    browser.awaitMatch(STEP, "joke.*chain · ended.*");
    browser.click(PlaygroundSite.node("input"));
    browser.awaitText(STEP, "Inputparrots");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Stop", "Escape"})
  void aRunIsStoppedOnTheServer(String by) {
    SCRIPT.set(Script.of("Why").await(gate).text(" never"));
    open("/joke");
    ask("parrots");
    browser.awaitText(ANSWER, "Why");

    if (by.equals("Stop")) {
      browser.click(STOP);
    } else {
      browser.press(by);
    }

    browser.awaitText(STATE, "Stopped");
    Eventually.isTrue(() -> PlaygroundSite.MODEL.lastRun().wasCancelled());
    browser.awaitText(ANSWER, "Why");
    assertThat(attribute(PlaygroundSite.node("model"), "data-state")).isEqualTo("cancelled");
  }

  @Test
  void aRecordIsAskedForByFields() {
    open("/question");

    browser.type("role=textbox[name='text']", "Why?");
    browser.type("role=textbox[name='words']", "many");
    browser.click(RUN);
    browser.awaitMatch(".problem:not([hidden])", "This is no whole number\\.");
    browser.type("role=textbox[name='words']", "3");
    browser.click("role=checkbox[name='loud']");
    browser.click("role=button[name='Add to topics']");
    browser.write("parrots");
    browser.click("role=button[name='Add to topics']");
    browser.write("cats");
    browser.click("role=button[name='Remove topics 1']");
    browser.type("role=textbox[name='city']", "Rome");
    browser.click(RUN);

    browser.awaitText(
        ANSWER,
        "Question[text=Why?, words=3, loud=true, mood=GLAD, topics=[cats],"
            + " place=Place[city=Rome, floor=Optional.empty]]");
  }

  @Test
  void whatTheServerRefusesIsToldAtItsField() {
    open("/question");
    browser.click("role=button[name='As JSON']");
    browser.type("role=textbox", "{\"text\": \"Why?\", \"words\": \"many\"}");

    browser.click(RUN);

    browser.awaitText(STATE, "Failed");
    browser.awaitMatch(FAILURE, ".*/words.*");
    browser.awaitMatch(".problem:not([hidden])", ".*/words.*");
  }

  @Test
  void aChainWithoutASchemaIsAskedInJson() {
    open("/anything");

    browser.type("role=textbox[name='Input as JSON']", "{\"a\": [1, tru");
    browser.click(RUN);
    browser.awaitMatch(".problem:not([hidden])", "This is no JSON: .*");
    browser.type("role=textbox[name='Input as JSON']", "{\"a\": [1, true]}");
    browser.click(RUN);

    browser.awaitText(ANSWER, "{a=[1, true]}");
  }

  @Test
  void aChatGoesOnFromWhatWasSaid() {
    open("/api/chat");
    SCRIPT.set(Script.of("Ho", "!"));
    browser.type("role=textbox[name='Message']", "Hi");
    browser.click(RUN);
    browser.awaitMatch(".chat", "userHiassistantHo!");

    browser.type("role=textbox[name='Message']", "And?");
    browser.click(RUN);

    browser.awaitMatch(".chat", "userHiassistantHo!userAnd\\?assistantHo!");
    assertThat(PlaygroundSite.MODEL.lastRequest().messages()).hasSize(3);
    browser.click("role=button[name='New conversation']");
    browser.awaitText(".chat", "");
  }

  @Test
  void anAgentShowsItsCallsAndItsTools() {
    open("/agent");
    browser.type("role=textbox[name='Message']", "How late is it?");

    browser.click(RUN);

    browser.awaitMatch(ANSWER, "I look\\.\\s+It is noon\\..*tool: now.*CET.*result: 12:00 CET");
    browser.awaitMatch("#timeline", ".*agent.*now.*tool.*");
    browser.awaitMatch(".chat", "userHow late is it\\?assistantI look\\.\\s+It is noon\\.");
  }

  @Test
  void jsonGrowsInPlace() {
    SCRIPT.set(Script.of("{\"list\": [{\"a\": 1", "2}", ", {\"b\": \"x\"}]}").gatedBy(gate));
    open("/json");
    browser.type("role=textbox[name='Message']", "Hi");
    browser.click(RUN);
    gate.open();
    gate.open();
    browser.awaitMatch(ANSWER, "list: \\[1\\]0 a: 12");
    browser.evaluate("document.querySelector('#answer .number').kept = true");

    gate.openForGood();

    browser.awaitMatch(ANSWER, "list: \\[2\\]0 a: 121 b: x");
    assertThat(browser.evaluate("document.querySelector('#answer .number').kept").asBoolean())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "second", "third"})
  void aFailureStandsAtItsStep(String failing) {
    PlaygroundSite.FAILING.set(failing);
    open("/steps");

    ask("x");

    browser.awaitText(STATE, "Failed");
    browser.awaitMatch(FAILURE, ".*" + failing + " is broken.*");
    for (String step : new String[] {"first", "second", "third"}) {
      String expected =
          step.equals(failing) ? "failed" : step.compareTo(failing) < 0 ? "ended" : "waiting";
      assertThat(attribute(PlaygroundSite.node(step), "data-state")).as(step).isEqualTo(expected);
    }
    browser.awaitMatch(
        "#timeline li[data-state='failed'] .failure >> nth=1",
        "IllegalStateException: " + failing + " is broken");
    browser.click(PlaygroundSite.node(failing));
    browser.awaitMatch(STEP, failing + ".*java.lang.IllegalStateException: .*");
  }

  @Test
  void pastRunsStandSideBySideAndRunAgain() {
    open("/joke");
    SCRIPT.set(Script.of("One"));
    ask("a");
    browser.awaitText(STATE, "Ended");
    SCRIPT.set(Script.of("Two"));
    ask("b");
    browser.awaitText(ANSWER, "Two");

    browser.click("role=checkbox[name='Compare run 1']");
    browser.click("role=checkbox[name='Compare run 2']");
    browser.awaitText("#columns .whole", "One|Two");
    browser.click("#past li:last-child button");
    browser.awaitText(ANSWER, "One");
    assertThat(browser.evaluate("document.querySelector('#input textarea').value").asString())
        .isEqualTo("a");
    SCRIPT.set(Script.of("Three"));
    browser.click("role=button[name='Run again']");
    browser.awaitText(ANSWER, "Three");
    browser.awaitMatch("#past", "3 · a.*2 · b.*1 · a.*");
  }

  @Test
  void theGraphOfAnotherChainHasNothingOfTheRunBefore() {
    PlaygroundSite.FAILING.set("second");
    open("/steps");
    ask("x");
    browser.awaitText(STATE, "Failed");

    browser.evaluate(
        """
        (() => {
          const chain = document.querySelector('#chain');
          chain.value = '/joke';
          chain.dispatchEvent(new Event('change'));
        })()
        """);

    browser.awaitMatch("#graph .name", "ask.*model.*");
    browser.awaitText(STATE, "");
    assertThat(
            browser.evaluate(
                "[...document.querySelectorAll('#graph [data-state]')].map((e) =>"
                    + " e.dataset.state).filter((state) => state !== 'waiting')"))
        .isEmpty();
    browser.awaitMatch("#graph .note", "\\|*");
  }

  @Test
  void aLinkRepeatsAnInputAndRunsNothing() {
    open("/joke");
    int runs = PlaygroundSite.MODEL.runs().size();
    browser.type(INPUT, "parrots & \"cats\" +#é");
    browser.click("role=button[name='Copy link']");
    browser.awaitMatch(STATE, "The link .*");
    String link = browser.evaluate("location.href").asString();

    browser.open(link);

    browser.awaitMatch("#chain", ".*");
    browser.awaitMatch("#graph", ".*ask.*");
    assertThat(browser.evaluate("document.querySelector('#input textarea').value").asString())
        .isEqualTo("parrots & \"cats\" +#é");
    assertThat(PlaygroundSite.MODEL.runs()).hasSize(runs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#x=1                              | This link is broken: it does not name a chain.",
        "#chain=/joke&input=%22par         | This link is broken: its input is no JSON.*",
        "#chain=/gone&input=1              | This link is for the chain /gone, .* It has /joke, .*",
        "#chain=__proto__                  | This link is for the chain __proto__.*",
      })
  void aBrokenLinkIsToldAndThePageGoesOn(String fragment, String told) {
    browser.open(server.uri("/playground/").toString() + fragment);

    browser.awaitMatch(FAILURE, told);
    SCRIPT.set(Script.of("Why"));
    ask("parrots");
    browser.awaitText(ANSWER, "Why");
  }

  @Test
  void aLinkWhoseInputDoesNotFitTheFieldsIsShownAsJson() {
    browser.open(PlaygroundSite.address(server, "/question&input={%22words%22:%22many%22}"));

    browser.awaitMatch("#graph", ".*question.*");
    browser.awaitMatch("label", ".*Input as JSON.*");
    assertThat(browser.evaluate("document.querySelector('#input textarea').value").asString())
        .contains("\"words\": \"many\"");
  }

  @Test
  void aChainThatIsGoneIsToldWithThoseThatAreThere() {
    ScriptedChatModel other = ScriptedChatModel.of("Other");
    RunnelServer first = PlaygroundSite.serve(0);
    browser.open(PlaygroundSite.address(first, "/joke"));
    browser.awaitMatch("#graph", ".*ask.*");
    first.close();
    browser.type(INPUT, "parrots");
    browser.click(RUN);
    browser.awaitMatch(FAILURE, "The server does not answer.*");

    try (RunnelServer second =
        RunnelServer.serve(new JokesRunnables(other).joke(), "/pun").start(first.port())) {
      browser.click(RUN);

      browser.awaitMatch(FAILURE, "The server no longer has the chain /joke.* It has /pun now\\.");
      browser.type(INPUT, "parrots");
      browser.click(RUN);
      browser.awaitText(ANSWER, "Other");
      assertThat(second.port()).isEqualTo(first.port());
    }
  }

  @Test
  void aServerThatStopsInTheMiddleFailsTheRun() {
    SCRIPT.set(Script.of("Why").await(gate).text(" never"));
    RunnelServer stopped = PlaygroundSite.serve(0);
    browser.open(PlaygroundSite.address(stopped, "/joke"));
    ask("parrots");
    browser.awaitText(ANSWER, "Why");

    stopped.close();

    browser.awaitText(STATE, "Failed");
    browser.awaitMatch(FAILURE, ".*(stopping|broke off).*");
    browser.awaitText(ANSWER, "Why");
  }

  @Test
  void aRunIsSavedOpenedWithoutAModelAndATestsExpectation() {
    SCRIPT.set(
        Script.of("Why", " not?\ud83e", "\udd9c").end(FinishReason.STOP, new TokenUsage(1, 2)));
    open("/joke");
    ask("parrots");
    browser.awaitText(STATE, "Ended");
    Path file = folder.resolve("run.json");
    assertThat(browser.download("role=button[name='Save']", file)).isEqualTo("run-joke-1.json");

    RecordedRun recorded = RecordedRun.read(file);
    recorded.assertRepeatedBy(new JokesRunnables(recorded.model()).joke(), "parrots");

    int runs = PlaygroundSite.MODEL.runs().size();
    open("/question");
    browser.upload("#file", file);
    browser.awaitText(ANSWER, "Why not?\ud83e\udd9c");
    browser.awaitText(STATE, "Ended");
    browser.awaitMatch("#timeline", ".*1 → 2 tokens.*");
    browser.click(PlaygroundSite.node("ask"));
    browser.awaitMatch(STEP, "ask.*");
    assertThat(PlaygroundSite.MODEL.runs()).hasSize(runs);
  }

  @Test
  void whatATestHasRecordedIsOpenedByThePage() throws IOException {
    Path file = folder.resolve("run.json");
    ScriptedChatModel model = ScriptedChatModel.of("From", " Java\ud83e", "\udd9c");
    RecordedRun.of(new JokesRunnables(model).joke(), "parrots").writeTo(file);
    open("/joke");

    browser.upload("#file", file);

    browser.awaitText(ANSWER, "From Java\ud83e\udd9c");
    browser.awaitText(FAILURE, "");
    assertThat(attribute(PlaygroundSite.node("model"), "data-state")).isEqualTo("ended");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                          | .*no JSON.*",
        "{\"format\":\"har\"}                       | .*no recorded run.*",
        "{\"format\":\"runnel-run\",\"version\":9}  | .*version 9.*",
        "{\"format\":\"runnel-run\",\"version\":1}  | .*lacks the chain.*",
        "{\"format\":\"runnel-run\",\"version\":1,\"chain\":\"/a\",\"runs\":[{\"id\":\"a\"}]} | .*/runs/0.*",
      })
  void aFileThatIsNoRunIsRefused(String text, String told) throws IOException {
    open("/joke");
    browser.awaitMatch("#graph", ".*ask.*");

    browser.upload("#file", Files.writeString(folder.resolve("x.json"), text));

    browser.awaitMatch(FAILURE, "This file cannot be opened: " + told);
  }
}
