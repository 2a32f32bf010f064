package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetsTest extends SessionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      textBlock =
          """
          |            ~ @Chain, @Prompt, @StreamingStep, @StreamingStep, @Step, @Tool
          @|           ~ @Chain, @Prompt, @StreamingStep, @StreamingStep, @Step, @Tool
          @Ch|         ~ @Chain
          ch|          ~ @Chain
          st|          ~ @StreamingStep, @StreamingStep, @Step
          /* it */ to| ~ @Tool
          """)
  void whereAMemberBeginsAWholeOneIsOffered(String written, String offered) {
    session.open("Jokes", "interface Jokes {\n  " + written.replace("|", "") + "\n}\n");
    List<CompletionItem> items = session.complete("Jokes", "interface Jokes {\n  " + written);
    assertThat(Session.labels(items)).containsExactly(offered.split(", "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abstract class A { abstract s|",
        "abstract class A { void x() { s|",
        "abstract class A { // s|",
        "abstract class A { String x = \"s|",
        "abstract class A { int x = s|",
        "abstract class A { @Chain(\"x\") s|",
        "enum A { s|",
        "s|"
      })
  void elsewhereNoneIs(String written) {
    session.open("Jokes", written.replace("|", ""));
    assertThat(session.complete("Jokes", written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"interface Jokes", "abstract class Jokes"})
  void writtenOneAfterTheOtherTheyAreRight(String head) {
    session.openText("Jokes", "package test;\nimport dev.runnel.RunnableSequence;\n\n");
    int end = session.text("Jokes").length();
    session.edit("Jokes", end, end, head + " {\n  \n}\n");
    for (String told :
        List.of("a new tool", "a new step", "a new chain", "a new model", "a new prompt")) {
      write(head, told);
    }
    session.type("Jokes", "\"ask\", \"model\"", "\"ask\", \"model\", \"step\"");
    assertThat(session.marks("Jokes")).containsExactly("StreamingBroken [\"step\"]");
    assertThat(session.text("Jokes"))
        .contains("import dev.runnel.annotations.Chain;", "import dev.runnel.model.ChatModel;")
        .contains("\n  @Prompt(\"Tell me about {topic}\")\n  ");
  }

  /** Chooses what is offered behind the class's brace. */
  private void write(String head, String told) {
    String text = session.text("Jokes");
    int brace = text.indexOf("{", text.indexOf("Jokes")) + 1;
    session.edit("Jokes", brace, brace, "\n  @");
    CompletionItem item =
        session.complete("Jokes", head + " {\n  @|").stream()
            .filter(each -> each.getDetail().equals(told))
            .findFirst()
            .orElseThrow();
    assertThat(item.getInsertTextFormat()).isEqualTo(InsertTextFormat.PlainText);
    List<TextEdit> edits = new ArrayList<>(item.getAdditionalTextEdits());
    edits.add(item.getTextEdit().getLeft());
    session.apply(new WorkspaceEdit(Map.of(session.uri("Jokes"), edits)));
  }

  @Test
  void anEditorThatGoesThroughPlacesGetsThem(@TempDir Path root) throws IOException {
    ClientCapabilities capabilities = new ClientCapabilities();
    CompletionCapabilities completion =
        new CompletionCapabilities(new CompletionItemCapabilities(true));
    TextDocumentClientCapabilities documents = new TextDocumentClientCapabilities();
    documents.setCompletion(completion);
    capabilities.setTextDocument(documents);
    try (Session other =
        new Session(root, Session.options(root, Session.classPath()), capabilities)) {
      other.open("Jokes", "interface Jokes {\n  @Pro\n}\n");
      assertThat(other.complete("Jokes", "  @Pro|"))
          .singleElement()
          .satisfies(
              item -> {
                assertThat(item.getInsertTextFormat()).isEqualTo(InsertTextFormat.Snippet);
                assertThat(item.getTextEdit().getLeft().getNewText())
                    .isEqualTo(
                        "Prompt(\"${1:Tell me about {topic\\}}\")\n"
                            + "  ChatPrompt ${2:ask}(${3:String topic});");
              });
    }
  }

  /** The first annotation of a file: nothing in it speaks of Runnel yet. */
  @Test
  void aFileOfAKnownProjectThatDoesNotUseRunnelYetIsOffered() {
    session.openText("Jokes", "package test;\ninterface Jokes {\n  @Ch\n  st\n}\n");
    assertThat(Session.labels(session.complete("Jokes", "  @Ch|"))).containsExactly("@Chain");
    assertThat(Stream.of(session.complete("Jokes", "  st|"))).allMatch(List::isEmpty);
  }
}
