package dev.runnel.clients;

import static dev.runnel.clients.PlaygroundSite.ANSWER;
import static dev.runnel.clients.PlaygroundSite.INPUT;
import static dev.runnel.clients.PlaygroundSite.RUN;
import static dev.runnel.clients.PlaygroundSite.SCRIPT;
import static dev.runnel.clients.PlaygroundSite.STATE;
import static dev.runnel.clients.PlaygroundSite.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.server.RunnelServer;
import dev.runnel.testkit.Script;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The playground in Chromium, where what a model says is hostile, or too much. */
@Timeout(120)
class PlaygroundHostileTest {
  private static final String ELEMENTS = "document.getElementsByTagName('*').length";

  /** What the page may hold of any one run: 800 rows of JSON, 100 chunks, 200 runs, and itself. */
  private static final int MOST_ELEMENTS = 8_000;

  private static RunnelServer server;
  private static Browser browser;

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
  void nothingHasRunInThePage() {
    assertThat(browser.problems()).isEmpty();
    assertThat(browser.evaluate("typeof globalThis.hacked").asString()).isEqualTo("undefined");
    assertThat(browser.evaluate("document.querySelectorAll('iframe, img, a, form').length").asInt())
        .as("elements that only the form is one of")
        .isEqualTo(1);
    assertThat(browser.evaluate("document.scripts.length").asInt()).isEqualTo(1);
  }

  private static void ask(String chain, String field, String text) {
    browser.open(PlaygroundSite.address(server, chain));
    browser.type(field, text);
    browser.click(RUN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>hacked = 1</script>",
        "<img src=x onerror=\"hacked = 1\">",
        "<svg onload=alert(1)>",
        "</textarea></script><script>alert(1)</script>",
        "javascript:alert(1)",
        "<a href=\"javascript:hacked=1\">x</a><iframe srcdoc='<script>parent.hacked=1</script>'>",
        "{{constructor.constructor('alert(1)')()}}${alert(1)}",
        "<style>body{display:none}</style><base href=//example.com><meta http-equiv=refresh>",
      })
  void markupIsText(String hostile) throws IOException {
    SCRIPT.set(Script.of(hostile).call(0, hostile, hostile, "{\"" + "x" + "\":1}"));
    ask("/api/chat", "role=textbox[name='Message']", hostile);
    browser.awaitMatch(ANSWER, ".*" + quoted(hostile) + ".*");
    browser.awaitMatch("#past", ".*");

    SCRIPT.set(Script.failing(new IllegalStateException(hostile)));
    browser.type("role=textbox[name='Message']", hostile);
    browser.click(RUN);
    browser.awaitMatch("role=alert", ".*" + quoted(hostile) + ".*");
    Path file = folder.resolve("run.json");
    browser.download("role=button[name='Save']", file);
    String renamed =
        Files.readString(file).replace("\"name\":\"chat\"", "\"name\":" + quotedJson(hostile));
    browser.upload("#file", Files.writeString(file, renamed));
    browser.awaitMatch("#timeline .label .name", ".*" + quoted(hostile.substring(0, 10)) + ".*");
  }

  private static String quoted(String text) {
    return text.replaceAll("[\\\\^$.|?*+(){}\\[\\]/-]", "\\\\$0");
  }

  private static String quotedJson(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Test
  void keysOfJsonAreNoNamesOfJavaScript() {
    SCRIPT.set(Script.of("{\"__proto__\": {\"hacked\": 1}, \"constructor\": 2, \"toString\": 3}"));

    ask("/json", "role=textbox[name='Message']", "x");

    browser.awaitMatch(ANSWER, ".*constructor: 2.*toString: 3.*");
    assertThat(browser.evaluate("typeof ({}).hacked").asString()).isEqualTo("undefined");
  }

  @Test
  void controlsOfDirectionAreToldByName() {
    SCRIPT.set(Script.of("a\u202eb\u2066c\u2069d\u0000e\u001b[31mf", "\u05d0\u05d1"));

    ask("/joke", INPUT, "x\u202ey");

    browser.awaitMatch(ANSWER, "a⟨U\\+202E⟩b⟨U\\+2066⟩c⟨U\\+2069⟩d␀e␛\\[31mf\u05d0\u05d1");
    assertThat(browser.evaluate("document.body.innerText").asString())
        .doesNotContainPattern("[\u202a-\u202e\u2066-\u2069\u0000]");
  }

  @Test
  void aMegabyteInOneChunkIsShownInPart() {
    String megabyte = "0123456789".repeat(100_000) + "end";
    SCRIPT.set(Script.of(megabyte));

    ask("/joke", INPUT, "x");

    browser.awaitText(STATE, "Ended");
    browser.awaitMatch(ANSWER, "\\(940,003 characters before this\\) … .{60000}");
    browser.awaitMatch(STEP, ".*999,00\\d more characters.*");
    assertThat(browser.evaluate("document.body.textContent.length").asInt()).isLessThan(200_000);
    isUsable();
  }

  @Test
  void jsonOfManyValuesIsShownInPart() {
    SCRIPT.set(Script.of("{\"list\": [" + "{\"a\": [1, 2]}, ".repeat(20_000) + "1]}"));

    ask("/json", "role=textbox[name='Message']", "x");

    browser.awaitText(STATE, "Ended");
    browser.awaitMatch(ANSWER, ".*… [\\d,]+ more values");
    isUsable();
  }

  @Test
  void aHundredThousandChunksLeaveThePageUsable() {
    ask("/flood", INPUT, "100000");

    browser.awaitMatch("#facts", ".* · [\\d,]{5,} chunks.*");
    browser.click("role=button[name='As JSON']");
    isUsable();
    browser.awaitText(STATE, "Ended");
    browser.awaitMatch("#facts", ".* · 100,000 chunks.*");
    browser.awaitMatch(ANSWER, ".*99999 100000 ");
    browser.awaitMatch(STEP, ".*of 100,000; the last 80,000 were not kept.*");
    isUsable();
    browser.click("role=button[name='First']");
    browser.awaitMatch(STEP, ".*Chunks 1 to 100 of 100,000.*\"1 \".*");
  }

  /** The page answers within the patience of the driver, and holds no more than it may. */
  private static void isUsable() {
    assertThat(browser.evaluate(ELEMENTS).asInt()).isLessThan(MOST_ELEMENTS);
    assertThat(
            browser
                .evaluate("new Promise((done) => requestAnimationFrame(() => done(true)))")
                .asBoolean())
        .isTrue();
  }
}
