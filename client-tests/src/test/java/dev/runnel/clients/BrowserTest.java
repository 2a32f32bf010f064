package dev.runnel.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.ChatPrompt;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocols;
import dev.runnel.serve.ServeOptions;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.DocSnippets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Opens the pages of {@code examples/web} in Chromium, and looks at what they show. */
@Timeout(120)
class BrowserTest {
  /** A page, and where on it things are. */
  enum Page {
    EVENT_SOURCE("/event-source.html", "role=button[name='Ask']", "#answer"),
    USE_CHAT("/", "role=button[name='Send']", "li.assistant:last-child .text");

    private static final String QUESTION = "role=textbox";
    private static final String STOP = "role=button[name='Stop']";
    private static final String STATE = "role=status";
    private static final String FAILURE = "role=alert";

    private final String path;
    private final String ask;
    private final String answer;

    Page(String path, String ask, String answer) {
      this.path = path;
      this.ask = ask;
      this.answer = answer;
    }

    void ask(String question) {
      browser.type(QUESTION, question);
      browser.click(ask);
    }

    void screenshot(String name) {
      for (String scheme : new String[] {"light", "dark"}) {
        browser.screenshot(name() + "-" + name, scheme);
      }
    }
  }

  private static final AtomicReference<Script> SCRIPT = new AtomicReference<>(Script.empty());
  private static final ScriptedChatModel MODEL =
      ScriptedChatModel.builder().otherwise(prompt -> SCRIPT.get()).build();

  private static RunnelServer server;
  private static WebPages pages;
  private static Browser browser;

  private final Gate gate = new Gate();

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> chromium = Browser.executable();
    if (chromium.isEmpty()) {
      System.out.println(
          "There is no Chromium (CHROMIUM, /usr/bin/chromium): the tests in a browser are left"
              + " out.");
    }
    Assumptions.assumeTrue(chromium.isPresent());
    Files.writeString(
        Path.of("target/web/dist/serving.html"),
        "<!doctype html><title>Joke</title>" + DocSnippets.blocks("serving.md", "html").get(0));
    server = serve(ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(100)));
    pages = WebPages.start(server.port());
    browser = Browser.start(chromium.get());
  }

  private static RunnelServer serve(ServeOptions options) {
    return RunnelServer.serve(new JokesRunnables(MODEL).joke(), "/joke")
        .serve(MODEL, ChainInput.of(ChatPrompt.class), "/chat", Protocols.AI_SDK)
        .options(options)
        .start(0);
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
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

  private static void open(Page page, WebPages pages, Script script) {
    SCRIPT.set(script);
    browser.open(pages.origin() + page.path);
  }

  /** An EventSource that is not closed asks again, and so begins another run. */
  private static void hasEnded(Page page, String state) {
    browser.awaitText(Page.STATE, state);
    if (page == Page.EVENT_SOURCE) {
      assertThat(browser.evaluate("source.readyState === EventSource.CLOSED").asBoolean()).isTrue();
    }
    assertThat(browser.problems()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void showsEachTokenWhenItComesWithItsSpacesAndLineEnds(Page page) {
    open(page, pages, Script.of("  Why", "\n\n\tnot", "?\u2028 \ud83e", "\udd9c\n").gatedBy(gate));

    page.ask("parrots");

    browser.awaitText(Page.STATE, "Writing…");
    gate.open();
    browser.awaitText(page.answer, "  Why");
    gate.awaitWaiting();
    assertThat(MODEL.lastRun().chunksGiven()).isEqualTo(1);
    gate.open();
    browser.awaitText(page.answer, "  Why\n\n\tnot");
    page.screenshot("writing");
    gate.openForGood();
    browser.awaitText(page.answer, "  Why\n\n\tnot?\u2028 \ud83e\udd9c\n");
    hasEnded(page, "");
    String style = "getComputedStyle(document.querySelector('%s')).whiteSpaceCollapse";
    assertThat(browser.evaluate(style.formatted(page.answer)).asString()).isEqualTo("preserve");
    page.screenshot("ended");
  }

  @ParameterizedTest
  @EnumSource
  void showsAFailureBesideWhatCameBefore(Page page) {
    open(page, pages, Script.of("Why").fail(new IOException("secret")));

    page.ask("parrots");

    browser.awaitMatch(Page.FAILURE, "The run failed\\. .*[0-9a-f-]{36}\\.?");
    browser.awaitText(page.answer, "Why");
    hasEnded(page, "");
    page.screenshot("failed");
  }

  @ParameterizedTest
  @EnumSource
  void stopsTheRunOfAModelThatIsSilentAndAsksAnew(Page page) {
    int before = MODEL.runs().size();
    open(page, pages, Script.of("Why", " never").gatedBy(gate));
    page.ask("parrots");
    gate.open();
    browser.awaitText(page.answer, "Why");

    browser.click(Page.STOP);

    assertThat(MODEL.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
    browser.awaitText(page.answer, "Why");
    hasEnded(page, "Stopped.");
    browser.awaitText(Page.FAILURE, "");
    page.screenshot("stopped");

    SCRIPT.set(Script.of("Because."));
    page.ask("cats");

    browser.awaitText(page.answer, "Because.");
    hasEnded(page, "");
    assertThat(MODEL.runs()).hasSize(before + 2);
  }

  @ParameterizedTest
  @EnumSource
  void isUsedWithTheKeyboardAlone(Page page) {
    open(page, pages, Script.of("Why", " never").gatedBy(gate));
    browser.press("Tab");
    browser.type(Page.QUESTION, "parrots");
    browser.press("Enter");
    gate.open();
    browser.awaitText(page.answer, "Why");

    browser.press("Tab"); // over the button that is disabled
    browser.press("Space");

    hasEnded(page, "Stopped.");
    assertThat(browser.evaluate("document.activeElement.tagName").asString()).isEqualTo("INPUT");
  }

  @ParameterizedTest
  @EnumSource
  void hostileTextStaysText(Page page) throws IOException {
    String hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>&lt;b>\"'`${1}</p>";
    String framing = "\r\n\r\ndata: no\n\nevent: end\n\n: ";
    Script script = Script.of(hostile, framing).fail(new IOException(hostile));
    try (RunnelServer open = serve(ServeOptions.DEFAULT.withShowFailures(true));
        WebPages shown = WebPages.start(open.port())) {
      open(page, shown, script);
      String elements = "document.querySelectorAll('img, main script, #answer *').length";

      page.ask(hostile);

      browser.awaitMatch(Page.FAILURE, ".*<img src=x onerror=alert\\(1\\)><script>.*");
      browser.awaitText(page.answer, hostile + framing);
      hasEnded(page, "");
      assertThat(browser.evaluate(elements).asInt()).isZero();
      page.screenshot("hostile");
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysThatTheServerStopsAndThenThatItIsGone(Page page) throws IOException {
    try (RunnelServer open = serve(ServeOptions.DEFAULT);
        WebPages shown = WebPages.start(open.port())) {
      open(page, shown, Script.of("Why", " never").gatedBy(gate));
      page.ask("parrots");
      gate.open();
      browser.awaitText(page.answer, "Why");

      open.close();

      browser.awaitMatch(Page.FAILURE, "The server is stopping\\. .*");
      hasEnded(page, "");

      page.ask("parrots");

      browser.awaitMatch(Page.FAILURE, "The server cannot be reached.*|Failed to fetch.*");
      hasEnded(page, "");
    }
  }

  @Test
  void thePageOfTheDocumentationShowsAJoke() {
    SCRIPT.set(Script.of(" Why", "\n\n  <b>not</b>?"));

    browser.open(pages.origin() + "/serving.html");

    browser.awaitText("#joke", " Why\n\n  <b>not</b>?");
    assertThat(MODEL.lastRun().request().text()).endsWith("joke about parrots");
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void aPageAsksAServerOfAnotherOriginOnlyIfItIsAllowed() throws IOException {
    String ask =
        """
        fetch("%s", { method: "POST", headers: { "Content-Type": "application/json" }, body: '"a"' })
          .then((response) => response.text(), (failure) => failure.name)
        """;
    String listen =
        """
        new Promise((resolve) => {
          const source = new EventSource("%s?input=a");
          const end = (how) => {
            source.close();
            resolve(how);
          };
          source.onmessage = ({ data }) => end(JSON.parse(data));
          source.onerror = () => end("refused");
        })
        """;
    RunnelServer.Builder builder = RunnelServer.serve(new JokesRunnables(MODEL).joke(), "/joke");
    open(Page.EVENT_SOURCE, pages, Script.of("Why"));
    try (RunnelServer closed = builder.start(0);
        RunnelServer allowing = builder.allowOrigins(pages.origin()).start(0)) {
      assertThat(browser.evaluate(ask.formatted(closed.uri("/joke"))).asString())
          .isEqualTo("TypeError");
      assertThat(browser.evaluate(listen.formatted(closed.uri("/joke"))).asString())
          .isEqualTo("refused");

      assertThat(browser.evaluate(ask.formatted(allowing.uri("/joke"))).asString())
          .contains("data: \"Why\"", "event: end");
      assertThat(browser.evaluate(listen.formatted(allowing.uri("/joke"))).asString())
          .isEqualTo("Why");
    }
  }
}
