package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a file, each question has an answer, and nothing is logged as a failure. */
class RobustnessTest extends SessionTest {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int EDITS = Integer.getInteger("runnel.edits", 1000);
  private static final int STEP = Integer.getInteger("runnel.step", 61);
  private static final Path PAGE = Path.of("../processor/src/test/resources/diagnostics");

  private static final List<String> PIECES =
      List.of(
          "\"",
          "{",
          "}",
          "(",
          ")",
          "@Chain({\"",
          "\"ask\", ",
          "\"\"\"",
          "/*",
          "*/",
          "//",
          "'",
          "\\",
          "@From(\"",
          "String ",
          "model",
          "class X {",
          ";",
          "\n",
          "<",
          ">",
          "é",
          "\uD83D\uDE00",
          ".");

  private int answers;
  private long longest;
  private long mostCpu;

  /** Some of them, so that it takes seconds; {@code -Drunnel.step=1} tries each. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jokes",
        "Sales",
        "AnswerMismatch",
        "CannotRemember",
        "CollectMismatch",
        "FallbackMismatch",
        "LostApproval",
        "PrivateType",
        "UnsupportedSignature",
        "UnusedPromptParameter"
      })
  void eachBeginningOfAFileHasAnswers(String name) throws IOException {
    String text = Session.IMPORTS + text(name);
    long seed = seed();
    session.openText(name, "");
    for (int end = new Random(seed).nextInt(STEP); end <= text.length(); end += STEP) {
      session.edit(name, 0, session.text(name).length(), text.substring(0, end));
      ask(name, end);
    }
    session.edit(name, 0, session.text(name).length(), text);
    assertThat(session.marks(name)).isEmpty();
  }

  private static String text(String name) throws IOException {
    return switch (name) {
      case "Jokes" -> Examples.JOKES;
      case "Sales" -> Examples.SALES;
      default -> Files.readString(PAGE.resolve(name + ".right.txt"));
    };
  }

  private static long seed() {
    long seed = Long.getLong("runnel.seed", System.nanoTime());
    System.out.println("RobustnessTest: -Drunnel.seed=" + seed);
    return seed;
  }

  /** A compilation that was kept would be some megabytes. */
  @Test
  void whoeverTypesForLongNeedsNoMoreMemory() {
    session.open("Jokes", Examples.JOKES);
    typeAndAsk(10);
    long before = used();
    typeAndAsk(40);
    assertThat(used() - before).isLessThan(16_000_000);
  }

  private void typeAndAsk(int times) {
    for (int i = 0; i < times; i++) {
      session.type("Jokes", "\"upper\"}", "\"uper\"}");
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uper\"]");
      ask("Jokes", session.text("Jokes").indexOf("\"uper\"") + 1);
      session.type("Jokes", "\"uper\"}", "\"upper\"}");
      session.diagnostics("Jokes");
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void editsAtRandomHaveAnswers() {
    Random random = new Random(seed());
    session.open("Jokes", Examples.JOKES);
    for (int i = 0; i < EDITS; i++) {
      String text = session.text("Jokes");
      int start = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), start + random.nextInt(4) * random.nextInt(9));
      session.edit("Jokes", start, end, PIECES.get(random.nextInt(PIECES.size())));
      if (i % 20 == 19) {
        ask("Jokes", Math.min(session.text("Jokes").length(), start + 1));
        int length = session.text("Jokes").length();
        session.edit("Jokes", 0, length, Session.IMPORTS + Examples.JOKES);
      }
    }
    int length = session.text("Jokes").length();
    session.edit("Jokes", 0, length, Session.IMPORTS + Examples.JOKES);
    assertThat(session.marks("Jokes")).isEmpty();
  }

  @Test
  void aFileThatIsNoJavaKeepsOnlyWhatWasSaidBefore() {
    session.open("Jokes", Examples.JOKES.replace("\"upper\"}", "\"uper\"}"));
    assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uper\"]");
    session.type("Jokes", "return model.length();", "return model.length(");
    assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uper\"]");
    session.type("Jokes", "\"count\"}", "\"coun\"}");
    assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uper\"]");
    session.type("Jokes", "return model.length(", "return model.length();");
    assertThat(session.marks("Jokes"))
        .containsExactlyInAnyOrder("UnknownStep [\"uper\"]", "UnknownStep [\"coun\"]");
  }

  @Test
  void aFileThatIsNotOpenHasEmptyAnswers() {
    TextDocumentService service = session.server().getTextDocumentService();
    Position start = new Position(0, 0);
    assertThat(Session.get(service.hover(new HoverParams(session.id("Gone"), start)))).isNull();
    assertThat(
            Session.get(service.completion(new CompletionParams(session.id("Gone"), start)))
                .getLeft())
        .isEmpty();
    assertThat(Session.get(service.codeLens(new CodeLensParams(session.id("Gone"))))).isEmpty();
  }

  @Test
  void whatIsTypedFastIsCheckedInTheEnd() {
    session.open("Jokes", Examples.JOKES);
    for (int i = 0; i < 30; i++) {
      session.type(
          "Jokes",
          i % 2 == 0 ? "\"upper\"}" : "\"uper\"}",
          i % 2 == 0 ? "\"uper\"}" : "\"upper\"}");
    }
    session.type("Jokes", "\"upper\"}", "\"uppr\"}");
    assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uppr\"]");
  }

  private void ask(String name, int offset) {
    TextDocumentService service = session.server().getTextDocumentService();
    String text = session.text(name);
    Position at = Session.position(text, offset);
    Range all = new Range(new Position(0, 0), Session.position(text, text.length()));
    CompletionParams completion = new CompletionParams(session.id(name), at);
    assertThat(timed(() -> Session.get(service.completion(completion)))).isNotNull();
    timed(() -> Session.get(service.hover(new HoverParams(session.id(name), at))));
    InlayHintParams hints = new InlayHintParams(session.id(name), all);
    assertThat(timed(() -> Session.get(service.inlayHint(hints)))).isNotNull();
    assertThat(timed(() -> session.fixes(name, new Range(at, at)))).isNotNull();
    assertThat(timed(() -> session.diagnostics(name))).isNotNull();
  }

  private <T> T timed(Supplier<T> question) {
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    T answer = question.get();
    long took = System.nanoTime() - start;
    answers++;
    longest = Math.max(longest, took);
    mostCpu = Math.max(mostCpu, SYSTEM.getProcessCpuTime() - cpu);
    return answer;
  }

  @AfterAll
  void tellWhatItTook() {
    System.out.printf(
        Locale.ROOT,
        "RobustnessTest: %,d answers, after at most %d ms and %d ms of CPU; %d MB in use%n",
        answers,
        longest / 1_000_000,
        mostCpu / 1_000_000,
        used() / 1_000_000);
  }
}
