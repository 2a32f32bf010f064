package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.Diagnostic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickFixesTest extends SessionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\'',
      textBlock =
          """
          "ask", "model", "upper"~ "ask", "modle", "upper"~ Change to 'model'~ "ask", "model", "upper"
          about {topic}~ about {topik}~ Change to 'topic'~ about {topic}
          about {topic}~ about {topic.empt}~ Change to 'empty'~ about {topic.empty}
          Name {thing}~ Name {thing} in {place}~ Add the parameter 'place'~ name(String thing, String place)
          name(String thing)~ name(String thing, int more)~ Put {more} into the template~ Name {thing} {more}"
          String upper(String~ private String upper(String~ Remove 'private' from 'upper'~ String upper(String
          abstract class Jokes {~ abstract class Jokes { private record Order() {} @Step Order order(Order o) { return o; }~ Remove 'private' from 'Order'~ { record Order()
          abstract class Jokes {~ abstract class Jokes { abstract class In { @Chain("x") abstract String y(String s); @Step String x(String s) { return s; } }~ Make it static~ abstract static class In
          @StreamingStep\\n  String upper~ @Step\\n  String upper~ Annotate 'upper' with @StreamingStep~ @StreamingStep\\n  String upper
          @StreamingStep\\n  String upper~ String upper~ Annotate 'upper' with @Step~ @Step String upper
          "ask", "model", "upper"~ "ask", "upper"~ Put 'model' between them~ "ask", "model", "upper"
          "ask", "model", "upper"~ "ask", "model", "shout"~ Create the step 'shout'~ @Step\\n  String shout(String input) {
          <String, Integer, Integer>~ <String, Integer, String>~ Declare Integer instead of String~ <String, Integer, Integer>
          <String, String, String> joke~ <Integer, String, String> joke~ Declare String instead of Integer~ <String, String, String> joke
          <String, String, String> joke~ <String, Integer, String> joke~ Declare String instead of Integer~ <String, String, String> joke
          <String, String, String> joke~ <String, String, Integer> joke~ Declare String instead of Integer~ <String, String, String> joke
          """)
  void aRepairMakesTheClassRight(String right, String wrong, String title, String repaired) {
    session.open("Jokes", Examples.JOKES);
    session.type("Jokes", lines(right), lines(wrong));
    CodeAction fix = fix(title);
    session.apply(fix.getEdit());
    assertThat(session.text("Jokes")).contains(lines(repaired));
    assertThat(session.marks("Jokes")).filteredOn(QuickFixesTest::isError).isEmpty();
  }

  /** Its comments stay with the chain that the step is written above. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** Tells a joke. */",
        "/**\n   * Tells a joke.\n   */",
        "/**\n   * Tells a joke, as in\n   * /* a comment.\n   */",
        "/* Jokes. */\n\n  /** Tells a joke. */",
        "// Jokes.\n  // Tells one."
      })
  void aNewStepTakesNoCommentOfAnother(String comment) {
    String chain = comment + "\n  @Chain({\"ask\", \"model\", \"upper\"})";
    session.open(
        "Jokes",
        Examples.JOKES.replace(
            "@Chain({\"ask\", \"model\", \"upper\"})", chain.replace("upper", "shout")));
    session.apply(fix("Create the step 'shout'").getEdit());
    assertThat(session.text("Jokes")).contains("}\n\n  " + chain.replace("upper", "shout"));
    assertThat(session.marks("Jokes")).filteredOn(QuickFixesTest::isError).isEmpty();
  }

  /** What stands behind another member, or apart, is no comment of the chain. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "  int other; /* A number. */\n\n",
        "  int other; /*\n  A number. */\n",
        "  int other; // A number.\n",
        "  // What follows are chains.\n\n"
      })
  void aNewStepStandsBehindOtherComments(String before) {
    String chain = "  @Chain({\"ask\", \"model\", \"upper\"})";
    String wrong = chain.replace("upper", "shout");
    session.open("Jokes", Examples.JOKES.replace(chain, before + wrong));
    session.apply(fix("Create the step 'shout'").getEdit());
    assertThat(session.text("Jokes"))
        .contains(before + "  @Step\n  String shout(", "}\n\n" + wrong);
  }

  private static boolean isError(String mark) {
    return !mark.startsWith("StreamingBroken");
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n");
  }

  private CodeAction fix(String title) {
    List<Diagnostic> diagnostics = session.diagnostics("Jokes");
    List<CodeAction> all =
        diagnostics.stream()
            .flatMap(each -> session.fixes("Jokes", each.getRange()).stream())
            .toList();
    assertThat(all).as("of %s", diagnostics).extracting(CodeAction::getTitle).contains(title);
    return all.stream().filter(each -> each.getTitle().equals(title)).findFirst().orElseThrow();
  }
}
