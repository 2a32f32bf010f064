package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest extends SessionTest {
  private static final String CLASS =
      """
      abstract class Jokes {
        record Order(String item, int number) {}
        @Prompt("Sell {order}") abstract ChatPrompt ask(Order order);
        @StreamingStep abstract ChatModel model();
        @Step int count(String text) { return text.length(); }
        @Tool String look(String place) { return place; }
        String glue(List<String> texts) { return String.join("", texts); }
        %s
      }
      """;

  private static final String CHAIN =
      " abstract RunnableSequence<Order, Integer, Integer> chain();";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\'',
      textBlock =
          """
          @Chain({"|"})+~ ask, model, count
          @Chain({"|+~ ask, model, count
          @Chain("|+~ ask, model, count
          @Chain({|})+~ ask, model, count
          @Chain({"ask", "|"})+~ model, ask, count
          @Chain({"ask", "|+~ model, ask, count
          @Chain({"ask", "|, "count"})+~ model, ask, count
          @Chain({"ask", "mo|"})+~ model
          @Chain({"ask", "mo|+~ model
          @Chain({"ask", "mo|del", "count"})+~ model
          @Chain(value = {"ask", "model"}, collect = "|")+~ glue
          @Chain(value = {"ask", "model"}, collect = "|+~ glue
          @Fallback("|") @Step ChatPrompt two(Order order) { return null; }~ ask, model, count
          @Step int two(int count, @From("m|") String model) { return 1; }~ model
          @Agent(tools = {"|"}) @StreamingStep abstract ChatModel agent()~ look
          @Agent(tools = "|~ look
          @Prompt("{|") abstract ChatPrompt two(String topic, Order order);~ topic, order
          @Prompt("a {order.|} b") abstract ChatPrompt two(String topic, Order order);~ order.item, order.number
          @Prompt("{{ {o|") abstract ChatPrompt two(String topic, Order order);~ order
          // @Chain({"|"})~ ''
          @Chain(value = "ask", name = "|")+~ ''
          """)
  void aPlaceIsOfferedWhatFitsThere(String written, String offered) {
    String text = written.replace("+", CHAIN);
    session.open("Jokes", CLASS.formatted(text.replace("|", "")));
    List<String> labels = Session.labels(session.complete("Jokes", text)).toList();
    List<String> wanted = Stream.of(offered.split(", ")).filter(each -> !each.isEmpty()).toList();
    assertThat(labels).containsExactlyElementsOf(wanted);
  }

  @Test
  void anOfferSaysItsTypesAndWhyItDoesNotFit() {
    String text = "@Chain({\"ask\", \"|\"})" + CHAIN;
    session.open("Jokes", CLASS.formatted(text.replace("|", "")));
    List<CompletionItem> items = session.complete("Jokes", text);
    assertThat(items.get(0).getDetail()).isEqualTo("ChatPrompt -> AiMessageChunk");
    assertThat(items.get(0).getDocumentation()).isNull();
    assertThat(items.get(2).getDetail()).isEqualTo("text -> Integer");
    assertThat(items.get(2).getDocumentation().getLeft())
        .isEqualTo(
            "Does not fit here. Step 'count' reads text, but step 'ask' before it gives"
                + " ChatPrompt.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          @Chain({"ask", "mo|", "count"}); @Chain({"ask", "model", "count"})
          @Chain({"ask", "mo|dle", "count"}); @Chain({"ask", "model", "count"})
          @Chain({"ask", mo|, "count"}); -
          @Chain({"ask", |}); @Chain({"ask", "model"})
          @Prompt("a {or| b") abstract ChatPrompt two(Order order); @Prompt("a {order} b") abstract ChatPrompt two(Order order)
          @Prompt("a {or|} b") abstract ChatPrompt two(Order order); @Prompt("a {order} b") abstract ChatPrompt two(Order order)
          """)
  void whatIsChosenTakesThePlaceOfWhatIsWritten(String before, String after) {
    String text = before + (before.startsWith("@Chain") ? CHAIN : ";");
    session.open("Jokes", CLASS.formatted(text.replace("|", "")));
    List<CompletionItem> items = session.complete("Jokes", text);
    if (after.equals("-")) {
      assertThat(items).isEmpty();
      return;
    }
    session.apply(
        new WorkspaceEdit(
            Map.of(session.uri("Jokes"), List.of(items.get(0).getTextEdit().getLeft()))));
    assertThat(session.text("Jokes")).contains(after);
  }
}
