package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ViewsTest extends SessionTest {
  @BeforeEach
  void open() throws IOException {
    session.open("Jokes", Examples.JOKES);
  }

  @Test
  void aStepTellsWhatItReadsAndGivesInEachChain() {
    assertThat(hover("\"mod|el\", \"upper\""))
        .isEqualTo(
            """
            **step `model`** `ChatPrompt -> AiMessageChunk`

            As a whole: `AiMessage`

            In chain `joke`: reads `ask` (ChatPrompt, its one chunk); gives `AiMessageChunk`, many; \
            is read by `upper` (each String)

            In chain `length`: reads `ask` (ChatPrompt, its one chunk); gives `AiMessageChunk`, \
            many; is read by `count` (String, its own whole)""");
  }

  /** The types that other classes generate are there in a later round. */
  @Test
  void aClassThatWaitsForATypeTellsThatAParameterReadsAStep() {
    session.type(
        "Jokes",
        "abstract class Jokes {",
        """
        abstract class Other {
          @Step String same(String text) { return text; }
          @Chain("same") abstract RunnableSequence<String, String, String> chain();
        }
        abstract class Jokes {
          @Step OtherRunnables other(String text) { return null; }
        """);
    assertThat(session.marks("Jokes")).isEmpty();
    assertThat(hover("count(String mod|el)")).startsWith("**step `model`**");
  }

  @Test
  void aChainShowsItsGraph() {
    assertThat(hover("jo|ke();"))
        .startsWith("**chain `joke`** `text -> text`")
        .contains("Its chunks add up to String, all its chunks as one text")
        .contains("```mermaid\nflowchart TD\n  input([input]) --> ask --> model --> upper");
  }

  @Test
  void betweenTheStepsStandsWhatFlows() {
    assertThat(hints())
        .containsExactly(
            "\"ask\"| \u2192 ChatPrompt",
            "\"model\"| \u2192 AiMessageChunk*",
            "\"upper\"| \u2192 String*",
            "\"ask\"| \u2192 ChatPrompt",
            "\"model\"| \u2192 AiMessageChunk*",
            "|\u23f8 \"count\"",
            "\"count\"| \u2192 Integer");
  }

  @Test
  void aWrongChainShowsWhatIsKnown() {
    session.type("Jokes", "\"upper\"}", "\"uper\"}");
    assertThat(hints())
        .startsWith("\"ask\"| \u2192 ChatPrompt", "\"model\"| \u2192 AiMessageChunk")
        .hasSize(6);
  }

  @Test
  void lensesStandAboveClassesChainsAndSteps() {
    assertThat(session.lenses("Jokes"))
        .extracting(
            each -> session.at("Jokes", each.getRange()) + ": " + each.getCommand().getTitle())
        .containsExactly(
            "Jokes: generated class",
            "ask: 2 uses in chains",
            "model: 2 uses in chains",
            "upper: 1 use in chains",
            "count: 1 use in chains",
            "joke: graph",
            "length: graph");
  }

  @Test
  void commandsReturnAGraphAndThePlacesOfAStep() {
    List<Object> joke = List.of(session.uri("Jokes"), "test.Jokes", "joke", 0);
    List<Object> ask = List.of(session.uri("Jokes"), "test.Jokes", "ask", 1);
    assertThat(session.execute("runnel.graph", joke).toString())
        .contains("input([input]) --> ask --> model");
    assertThat((Iterable<?>) session.execute("runnel.users", ask)).hasSize(2);
  }

  @Test
  void theGraphAtTheCursorIsThatOfTheChainOrOfTheFirstWithTheStep() throws Exception {
    assertThat(graph("jo|ke();").get("chain")).isEqualTo("joke");
    assertThat(graph("int co|unt(").get("chain")).isEqualTo("length");
    assertThat(graph("ChatModel mod|el()").get("chain")).isEqualTo("joke");
    assertThat(graph("name(String th|ing)")).isNull();
  }

  /** One line for what streams, a broken one for what waits; an arrow for each. */
  @Test
  void aPictureShowsEachStepAndWhatFlows() throws Exception {
    String svg = String.valueOf(graph("len|gth();").get("svg"));
    Document picture =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    NodeList texts = picture.getElementsByTagName("text");
    assertThat(IntStream.range(0, texts.getLength()).mapToObj(texts::item))
        .extracting(Node::getTextContent)
        .containsExactly(
            "input", "ask", "String", "model", "ChatPrompt", "count", "\u23f8 String", "Integer");
    assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(4);
    assertThat(picture.getElementsByTagName("polygon").getLength()).isEqualTo(4);
    assertThat(svg).containsOnlyOnce("stroke-dasharray");
  }

  private Map<?, ?> graph(String withBar) {
    return (Map<?, ?>)
        Session.get(
            session
                .server()
                .getWorkspaceService()
                .executeCommand(
                    new ExecuteCommandParams(
                        "runnel.graph",
                        List.of(session.uri("Jokes"), session.place("Jokes", withBar)))));
  }

  @Test
  void anUnknownCommandGivesNothing() {
    assertThat(
            Session.get(
                session
                    .server()
                    .getWorkspaceService()
                    .executeCommand(new ExecuteCommandParams("runnel.graph", List.of("a")))))
        .isNull();
  }

  private String hover(String withBar) {
    Hover hover =
        Session.get(
            session
                .server()
                .getTextDocumentService()
                .hover(new HoverParams(session.id("Jokes"), session.place("Jokes", withBar))));
    return hover.getContents().getRight().getValue();
  }

  /** Lists the hints, each beside the name where it stands. */
  private List<String> hints() {
    String text = session.text("Jokes");
    Range all = new Range(new Position(0, 0), Session.position(text, text.length()));
    return Session.get(
            session
                .server()
                .getTextDocumentService()
                .inlayHint(new InlayHintParams(session.id("Jokes"), all)))
        .stream()
        .map(hint -> told(text, hint))
        .toList();
  }

  private static String told(String text, InlayHint hint) {
    int at = Session.offset(text, hint.getPosition());
    String label = hint.getLabel().getLeft();
    return text.charAt(at - 1) == '"'
        ? text.substring(text.lastIndexOf('"', at - 2), at) + "|" + label
        : "|" + label + text.substring(at, text.indexOf('"', at + 1) + 1);
  }
}
