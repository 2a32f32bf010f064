package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.lsp4j.CodeAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of diagnostics that docs/diagnostics.md shows no example of, and renames. */
class RepairedCasesTest extends SessionTest {
  private static final String CLASS =
      """
      abstract class Jokes {
        record Order(String item) {}
        @Prompt("About {topic}") abstract ChatPrompt ask(String topic);
        @StreamingStep abstract ChatModel model();
        @Step String loud(String text) { return text + "!"; }
        @Step int count(String text) { return text.length(); }
        %s
      }
      """;

  private static final String GIVES = " abstract int chain(String topic);";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      textBlock =
          """
          @Chain({"ask", "count", "model"})+ ~ Swap 'count' and 'model' ~ {"ask", "model", "count"}
          @Chain({"model", "ask", "count"})+ ~ Swap 'model' and 'ask' ~ {"ask", "model", "count"}
          @Chain({"ask", "model", "count", "loud"})+ ~ Swap 'count' and 'loud' ~ {"ask", "model", "loud", "count"}
          @Step int two(String text, @From("loud") String loud) { return 1; } @Chain({"ask", "model", "two"})+ ~ Put 'loud' before 'two' ~ "model", "loud", "two"
          @Step Order order(String text) { return null; } @Step String name(Order it) { return ""; } @Step int many(Order bought, @From("name") String text) { return 1; } @Chain({"ask", "model", "order", "name", "many"})+ ~ Annotate 'bought' with @From("order") ~ many(@From("order") Order bought
          @Step String buy(Order order) { return ""; } @Step String fill(Order wish, @From("buy") String text) { return text; } @Chain({"buy", "fill"}) abstract String chain(Order order); ~ Annotate 'wish' with @Input ~ fill(@Input Order wish
          @Chain({})+ ~ Let it be a chain of 'ask', 'model', 'loud', 'count' ~ @Chain({"ask", "model", "loud", "count"})
          @Chain({"ask", "model"}) String joke(String topic) { return ""; } ~ Remove the body of 'joke' ~ abstract String joke(String topic);
          @Prompt("On {topic}") ChatPrompt say(String topic) { return null; } @Chain({"say", "model"}) abstract String joke(String topic); ~ Remove the body of 'say' ~ abstract ChatPrompt say(String topic);
          private Jokes() {} @Chain({"ask", "model", "count"})+ ~ Remove 'private' from the constructor ~   Jokes() {}
          @Step String two(@Input @From("ask") String it) { return it; } @Chain("two") abstract String other(String topic); ~ Remove @From ~ two(@Input String it)
          @Step String two(String one, String other) { return one; } @Chain("two") abstract String chain(String topic); ~ Let each of them read the whole input: @Input ~ two(@Input String one, @Input String other)
          @StreamingStep String two(@Input String one, @From("ask") ChatPrompt other) { return one; } @Step int three(@From("model") String all, String two) { return 1; } @Chain({"ask", "model", "two", "three"})+ ~ Annotate 'two' with @Step ~ @Step String two
          @Step(chunks = Chunks.ITEMS) Iterator<String> words(String text) { return null; } @Chain({"words", "count"})+ ~ Say that 'words' gives pieces of one text ~ @Step(chunks = Chunks.PIECES) Iterator
          @Chain({"ask", "model", "loud"}) abstract RunnableSequence<String, String, String> slow(); ~ Say that 'slow' need not stream ~ @Chain(value = {"ask", "model", "loud"}, streams = Streaming.WHOLE)
          @Agent @StreamingStep abstract ChatModel agent(); @Chain({"ask", "agent"}) abstract String joke(String topic); ~ Remove @Agent ~ { return text.length(); }^n  @StreamingStep
          private String glue(List<String> texts) { return ""; } @Step Iterator<String> words(String text) { return null; } @Chain(value = "words", collect = "glue") abstract String glued(String topic); ~ Remove 'private' from 'glue' ~ String glue(
          int sum(List<Integer> all) { return 0; } @Step Iterator<Integer> digits(String text) { return null; } @Chain("digits") abstract int summed(String topic); ~ Collect by 'sum' ~ @Chain(value = "digits", collect = "sum")
          @Step Iterator<Integer> digits(String text) { return null; } @Chain("digits") abstract int summed(String topic); ~ Collect by a new method 'wholeSummed' ~ Integer wholeSummed(List<Integer> chunks) {
          @Fallback({}) @Step String two(String text) { return text; } @Chain("two") abstract String chain(String topic); ~ Remove @Fallback ~ }^n  @Step String two
          @Retry(attempts = 0, delay = "1s") @Step String two(String text) { return text; } @Chain("two") abstract String chain(String topic); ~ Leave out 'attempts' ~ @Retry(delay = "1s")
          @Prompt("A } for {topic}") abstract ChatPrompt two(String topic); @Chain("two") abstract ChatPrompt chain(String topic); ~ Double the braces: they are text ~ A }} for {topic}
          @Fallback({"loud", "one"}) @Step String one(String text) { return text; } @Chain("one") abstract String chain(String topic); ~ Take 'one' out ~ @Fallback({"loud"})
          """)
  void aRepairLeavesNothingWrong(String wrong, String title, String repaired) {
    session.open("Jokes", CLASS.formatted(wrong.replace("+", GIVES)));
    assertThat(session.marks("Jokes")).isNotEmpty();
    session.apply(fix(title).getEdit());
    assertThat(session.text("Jokes")).contains(repaired.replace("^n", "\n"));
    assertThat(session.marks("Jokes")).isEmpty();
  }

  @Test
  void aClassWithoutAChainGetsOneOfAllItsSteps() {
    session.open(
        "Jokes",
        """
        interface Jokes {
          @Prompt("About {topic}") ChatPrompt ask(String topic);
          @StreamingStep ChatModel model();
          RunnableSequence<String, String, String> joke();
        }
        """);
    session.apply(fix("Let it be a chain of 'ask', 'model'").getEdit());
    assertThat(session.text("Jokes")).contains("@Chain({\"ask\", \"model\"}) RunnableSequence");
    assertThat(session.marks("Jokes")).isEmpty();
  }

  /** A Java server renames a method, and knows nothing of the strings. */
  @Test
  void theStringsThatARenameLeavesBehindFollowIt() {
    session.open("Jokes", Examples.JOKES);
    assertThat(session.marks("Jokes")).isEmpty();
    session.type("Jokes", "ChatModel model();", "ChatModel teller();");
    assertThat(session.marks("Jokes"))
        .containsExactly("UnknownStep [\"model\"]", "UnknownStep [\"model\"]");
    assertThat(fix("Rename only here: 'teller'").getEdit().getChanges().values())
        .singleElement()
        .satisfies(edits -> assertThat(edits).hasSize(1));
    session.apply(fix("Rename here, too: 'teller', in 2 places").getEdit());
    assertThat(session.text("Jokes"))
        .contains("@Chain({\"ask\", \"teller\", \"upper\"})", "{\"ask\", \"teller\", \"count\"}");
    assertThat(session.marks("Jokes")).isEmpty();
  }

  /** The author types the new name, and waits between the letters. */
  @Test
  void aNameThatIsTypedLetterByLetterIsFollowedToItsEnd() {
    session.open("Jokes", Examples.JOKES);
    String name = "upper";
    assertThat(session.marks("Jokes")).isEmpty();
    for (String next : List.of("upperc", "upperca", "", "upcase")) {
      session.type("Jokes", "String " + name + "(", "String " + next + "(");
      name = next;
      session.diagnostics("Jokes");
    }
    session.apply(fix("Rename here, too: 'upcase'").getEdit());
    assertThat(session.marks("Jokes")).isEmpty();
  }

  @Test
  void thePlaceholdersOfAParameterFollowIt() {
    session.open("Jokes", Examples.JOKES);
    assertThat(session.marks("Jokes")).isEmpty();
    session.type("Jokes", "ask(String topic)", "ask(String subject)");
    session.apply(fix("Rename here, too: 'subject', in 2 places").getEdit());
    assertThat(session.text("Jokes"))
        .contains("\"Tell a joke about {subject}, in the tone of {subject}\"");
    assertThat(session.marks("Jokes")).isEmpty();
  }

  private CodeAction fix(String title) {
    List<CodeAction> all =
        session.diagnostics("Jokes").stream()
            .flatMap(each -> session.fixes("Jokes", each.getRange()).stream())
            .toList();
    assertThat(all)
        .as("of %s", session.diagnostics("Jokes"))
        .extracting(CodeAction::getTitle)
        .contains(title);
    return all.stream().filter(each -> each.getTitle().equals(title)).findFirst().orElseThrow();
  }
}
