package dev.runnel.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.ChatPrompt;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocols;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.StreamStore;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.DocSnippets;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.ScriptedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opens pages in Chromium that are cut off, reloaded, and opened twice. */
@Timeout(120)
class ResumeBrowserTest {
  private static final String ANSWER = "li.assistant:last-child .text";
  private static final String STATE = "role=status";

  private static final AtomicReference<Script> SCRIPT = new AtomicReference<>(Script.empty());
  private static final ScriptedChatModel MODEL =
      ScriptedChatModel.builder().otherwise(prompt -> SCRIPT.get()).build();

  private static RunnelServer server;
  private static WebPages pages;
  private static CuttingProxy proxy;
  private static Browser browser;

  private final Gate gate = new Gate();

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> chromium = Browser.executable();
    Assumptions.assumeTrue(chromium.isPresent(), "There is no Chromium.");
    Files.writeString(
        Path.of("target/web/dist/page-of-resume.html"),
        "<!doctype html><title>Joke</title>" + DocSnippets.blocks("resume.md", "html").get(0));
    server =
        RunnelServer.serve(new JokesRunnables(MODEL).joke(), "/joke")
            .serve(MODEL, ChainInput.of(ChatPrompt.class), "/chat", Protocols.AI_SDK)
            .options(ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(100)))
            .resumable(StreamStore.inMemory(), Duration.ofMinutes(1))
            .start(0);
    pages = WebPages.start(server.port());
    proxy = CuttingProxy.start(pages.port());
    browser = Browser.start(chromium.get());
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (proxy != null) {
      proxy.close();
    }
    if (pages != null) {
      pages.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void letGo() {
    gate.openForGood();
  }

  private void open(String page) {
    SCRIPT.set(Script.of("Why", " not", "  you", "?").gatedBy(gate));
    browser.open(proxy.origin() + page);
  }

  private void ask() {
    browser.type("role=textbox", "parrots");
    browser.click("role=button[name='Send']");
    gate.open();
    browser.awaitText(ANSWER, "Why");
  }

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("resume.md", "jsx"))
        .isEqualTo(DocSnippets.regions(Path.of("target/web/src/ResumableChat.jsx")));
  }

  @Test
  void anEventSourceThatIsCutOffGoesOnByItself() {
    int before = MODEL.runs().size();
    open("/page-of-resume.html");
    gate.open();
    browser.awaitText("#joke", "Why");

    proxy.cut();
    gate.open();
    browser.awaitText("#joke", "Why not");
    proxy.cut();
    gate.openForGood();

    browser.awaitText("#joke", "Why not  you?");
    Eventually.isTrue(
        () -> browser.evaluate("source.readyState === EventSource.CLOSED").asBoolean());
    assertThat(MODEL.runs()).hasSize(before + 1);
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void anEventSourceStopsItsRun() {
    open("/page-of-resume.html");
    gate.open();
    browser.awaitText("#joke", "Why");

    browser.click("#stop");

    assertThat(MODEL.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
    browser.awaitMatch("#joke", "Why\\[The run was stopped\\. .*");
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void useChatGoesOnOverABrokenConnection() {
    open("/resume.html");
    ask();
    int before = MODEL.runs().size();

    proxy.cut();
    gate.open();
    browser.awaitText(ANSWER, "Why not");
    gate.openForGood();

    browser.awaitText(ANSWER, "Why not  you?");
    browser.awaitText(STATE, "");
    assertThat(MODEL.runs()).hasSize(before);
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void useChatGoesOnInAPageThatIsReloaded() {
    open("/resume.html");
    ask();
    int before = MODEL.runs().size();

    browser.reload();

    browser.awaitText(ANSWER, "Why");
    gate.open();
    browser.awaitText(ANSWER, "Why not");
    browser.screenshot("RESUME-reloaded", "light");
    gate.openForGood();
    browser.awaitText(ANSWER, "Why not  you?");
    browser.awaitText(STATE, "");
    browser.reload(); // what has ended is shown as it was
    browser.awaitText(ANSWER, "Why not  you?");
    assertThat(MODEL.runs()).hasSize(before);
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void twoTabsShowOneChat() {
    open("/resume.html");
    ask();
    browser.openTab(browser.url());
    browser.awaitText(ANSWER, "Why");
    gate.open();

    browser.awaitText(ANSWER, "Why not");
    browser.useTab(0);
    browser.awaitText(ANSWER, "Why not");
    gate.openForGood();

    browser.awaitText(ANSWER, "Why not  you?");
    browser.awaitText(STATE, "");
    browser.useTab(1);
    browser.awaitText(ANSWER, "Why not  you?");
    browser.awaitText(STATE, "");
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void useChatStopsItsRunInEachTab() {
    open("/resume.html");
    ask();
    browser.openTab(browser.url());
    browser.awaitText(ANSWER, "Why");

    browser.click("role=button[name='Stop']");

    assertThat(MODEL.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
    browser.awaitText(STATE, "");
    browser.useTab(0);
    browser.awaitText(STATE, "");
    browser.awaitText(ANSWER, "Why");
    assertThat(browser.problems()).isEmpty();
  }
}
