package dev.runnel.clients;

import static dev.runnel.clients.PlaygroundSite.ANSWER;
import static dev.runnel.clients.PlaygroundSite.INPUT;
import static dev.runnel.clients.PlaygroundSite.RUN;
import static dev.runnel.clients.PlaygroundSite.SCRIPT;
import static dev.runnel.clients.PlaygroundSite.STATE;
import static dev.runnel.clients.PlaygroundSite.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.server.RunnelServer;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The playground in Chromium by keyboard, by axe-core, in light and dark, wide and narrow. */
@Timeout(120)
class PlaygroundAccessTest {
  private static RunnelServer server;
  private static Browser browser;

  private final Gate gate = new Gate();

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> chromium = Browser.executable();
    Assumptions.assumeTrue(chromium.isPresent());
    server = PlaygroundSite.serve(0);
    browser = Browser.start(chromium.get());
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
  void letGo() {
    gate.openForGood();
    PlaygroundSite.FAILING.set("");
  }

  private static void open(String chain) {
    browser.open(PlaygroundSite.address(server, chain));
    browser.awaitMatch("#graph svg", ".*");
  }

  /** What can be seen of the page. */
  enum View {
    EMPTY {
      @Override
      void show(Gate gate) {
        open("/question");
        browser.click("role=button[name='Add to topics']");
      }
    },
    RUNNING {
      @Override
      void show(Gate gate) {
        SCRIPT.set(Script.of("Why", " not", "?").await(gate).text("!"));
        open("/joke");
        browser.type(INPUT, "parrots");
        browser.click(RUN);
        browser.awaitText(ANSWER, "Why not?");
      }
    },
    FAILED {
      @Override
      void show(Gate gate) {
        PlaygroundSite.FAILING.set("second");
        open("/steps");
        browser.type(INPUT, "x");
        browser.click(RUN);
        browser.awaitText(STATE, "Failed");
      }
    },
    COMPARED {
      @Override
      void show(Gate gate) {
        SCRIPT.set(
            Script.of("{\"a\": [1, null, \"x\"]}")
                .end(FinishReason.STOP, new TokenUsage(1200, 3400)));
        open("/json");
        for (String said : new String[] {"Hi", "A longer message, of several words"}) {
          browser.type("role=textbox[name='Message']", said);
          browser.click(RUN);
          browser.awaitText(STATE, "Ended");
          browser.awaitMatch("#input textarea", ".*");
        }
        browser.click("role=checkbox[name='Compare run 1']");
        browser.click("role=checkbox[name='Compare run 2']");
        browser.awaitMatch("#columns", "1 · /json.*2 · /json.*");
        browser.click("#step summary >> nth=0");
      }
    };

    abstract void show(Gate gate);
  }

  @ParameterizedTest
  @EnumSource
  void noRuleOfAxeIsBroken(View view) {
    browser.resize(1280, 900);
    view.show(gate);

    List<String> broken = new ArrayList<>();
    for (int width : new int[] {1280, 360}) {
      browser.resize(width, 800);
      for (String scheme : new String[] {"light", "dark"}) {
        browser
            .accessibilityProblems(scheme)
            .forEach(problem -> broken.add(width + " " + scheme + ": " + problem));
        browser.screenshot("playground-" + view + "-" + width, scheme);
      }
    }

    assertThat(broken).isEmpty();
    assertThat(browser.problems()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aNarrowScreenIsNotScrolledSideways(View view) {
    browser.resize(360, 740);

    view.show(gate);

    assertThat(
            browser
                .evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .asInt())
        .isZero();
    JsonNode wide =
        browser.evaluate(
            """
            [...document.querySelectorAll('button, input, select, textarea, svg')]
              .filter((each) => each.getBoundingClientRect().right > 360)
              .map((each) => each.outerHTML.slice(0, 100))
            """);
    assertThat(wide).isEmpty();
  }

  private static void press(String key, int times) {
    for (int i = 0; i < times; i++) {
      browser.press(key);
    }
  }

  private static JsonNode focused() {
    return browser.evaluate(
        """
        ((control) => control === document.body ? ['', '', false] :
          [control.getAttribute('aria-label') ?? control.textContent.trim(), control.id,
            control.matches(':focus-visible')])(document.activeElement)
        """);
  }

  /** Presses Tab until a control with this name or id has the focus. */
  private static void tabTo(String named) {
    for (int i = 0; i < 100; i++) {
      JsonNode focused = focused();
      if (focused.get(0).asString().startsWith(named) || focused.get(1).asString().equals(named)) {
        assertThat(focused.get(2).asBoolean()).as("the focus can be seen").isTrue();
        return;
      }
      browser.press("Tab");
    }
    throw new AssertionError("No Tab leads to '" + named + "'.");
  }

  @Test
  void eachControlIsReachedByKeyboard() {
    browser.resize(1280, 900);
    SCRIPT.set(Script.of("Why", " not?"));
    open("/joke");
    tabTo("chain");
    tabTo("open");
    browser.press("Tab");
    browser.write("parrots");
    tabTo("As JSON");
    browser.press("Enter");
    tabTo("As a form");
    browser.press("Enter");
    tabTo("link");
    browser.press("Enter");
    browser.awaitMatch(STATE, "The link .*");
    tabTo("run");
    browser.press("Enter");
    browser.awaitText(STATE, "Ended");
    browser.awaitText(ANSWER, "Why not?");

    tabTo("again");
    browser.press("Space");
    browser.awaitMatch("#past", "2 · parrots.*1 · parrots.*");
    browser.awaitText(STATE, "Ended");
    tabTo("Compare run 2");
    browser.press("Space");
    tabTo("1 · parrots");
    browser.press("Enter");
    tabTo("Compare run 1");
    browser.press("Space");
    browser.awaitText("#columns .whole", "Why not?|Why not?");
    tabTo("save");
    tabTo("from ask to model");
    browser.press("Enter");
    browser.awaitMatch(STEP, "ask.*");
    tabTo("model 2 chunks");
    browser.press("Space");
    browser.awaitMatch(STEP, "model.*");
    tabTo("answer");
    tabTo("step");
    tabTo("Input ");
    browser.press("Enter");
    browser.awaitMatch(STEP + " details[open]", "Input.*");
    tabTo("joke");
    browser.press("Enter");
    browser.awaitMatch(STEP, "joke.*");
    tabTo("What run 1 gave");
  }

  @Test
  void aRunIsBegunAndStoppedByKeys() {
    browser.resize(1280, 900);
    SCRIPT.set(Script.of("Why").await(gate).text(" never"));
    open("/joke");
    tabTo("chain");
    press("Tab", 2);
    browser.write("parrots");
    browser.press("Control+Enter");
    browser.awaitText(ANSWER, "Why");
    browser.press("Escape");
    browser.awaitText(STATE, "Stopped");

    tabTo("run");
    browser.press("Enter");
    browser.awaitText(STATE, "Running");
    assertThat(focused().get(1).asString()).as("Stop takes the focus of Run").isEqualTo("stop");
    browser.press("Enter");
    browser.awaitText(STATE, "Stopped");
    assertThat(focused().get(1).asString()).as("Run takes it back").isEqualTo("run");
  }
}
