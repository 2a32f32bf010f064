package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest extends SessionTest {
  private static final String MORE =
      """
      abstract class MoreJokes extends Jokes {
        @Override int count(String model) {
          return super.count(model) + 1;
        }

        @Step String both(ChatPrompt ask, String model) {
          String count = ask.toString();
          return count + model;
        }

        @Chain({"ask", "model", "both"})
        abstract RunnableSequence<String, String, String> more();
      }
      """;

  private static final String USER =
      """
      class User {
        static final String COUNT = "count";
        int use(Jokes jokes) {
          java.util.function.ToIntFunction<String> count = jokes::count;
          return jokes.count("a") + count.applyAsInt("count");
        }
      }
      """;

  private static final String OTHER = "class Other { int count(String model) { return 0; } }";

  @BeforeEach
  void open() throws IOException {
    session.write("User", USER);
    session.write("Other", OTHER);
    session.write("MoreJokes", MORE);
    session.open("Jokes", Examples.JOKES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {"as|k", "model", "upper"}; ChatPrompt |ask(
          "mod|el", "count"}; ChatModel |model(
          joke about {to|pic}; ask(String |topic
          count(String mo|del); ChatModel |model(
          """)
  void aNameLeadsToItsDeclaration(String from, String to) {
    List<? extends Location> found =
        Session.get(
                session
                    .server()
                    .getTextDocumentService()
                    .definition(
                        new DefinitionParams(session.id("Jokes"), session.place("Jokes", from))))
            .getLeft();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).getUri()).isEqualTo(session.uri("Jokes"));
    assertThat(found.get(0).getRange().getStart()).isEqualTo(session.place("Jokes", to));
  }

  @Test
  void anInheritedStepLeadsToAnotherFile() {
    session.openText("MoreJokes", session.text("MoreJokes"));
    List<? extends Location> found =
        Session.get(
                session
                    .server()
                    .getTextDocumentService()
                    .definition(
                        new DefinitionParams(
                            session.id("MoreJokes"), session.place("MoreJokes", "{\"a|sk\""))))
            .getLeft();
    assertThat(found).extracting(Location::getUri).containsExactly(session.uri("Jokes"));
  }

  @Test
  void aStepIsFoundInAllFilesWhateverNamesIt() {
    List<? extends Location> found =
        Session.get(
            session
                .server()
                .getTextDocumentService()
                .references(
                    new ReferenceParams(
                        session.id("Jokes"),
                        session.place("Jokes", "\"co|unt\""),
                        new ReferenceContext(true))));
    assertThat(found)
        .extracting(Location::getUri)
        .containsExactlyInAnyOrder(
            session.uri("Jokes"),
            session.uri("Jokes"),
            session.uri("MoreJokes"),
            session.uri("MoreJokes"),
            session.uri("User"),
            session.uri("User"));
  }

  @Test
  void aNameIsHighlightedInStringsAndBodies() {
    List<? extends DocumentHighlight> found =
        Session.get(
            session
                .server()
                .getTextDocumentService()
                .documentHighlight(
                    new DocumentHighlightParams(
                        session.id("Jokes"), session.place("Jokes", "|topic}, in"))));
    assertThat(found)
        .extracting(each -> session.at("Jokes", each.getRange()))
        .containsExactly("topic", "topic", "topic");
  }

  @Test
  void aRenamedStepChangesStringsOverridesReadersAndCallersAndNothingElse() throws IOException {
    WorkspaceEdit edit = rename("\"co|unt\"", "length2");
    assertThat(edit.getChanges()).doesNotContainKey(session.uri("Other"));
    session.apply(edit);
    assertThat(session.text("Jokes"))
        .isEqualTo(
            Session.IMPORTS
                + Examples.JOKES
                    .replace("int count(", "int length2(")
                    .replace("\"count\"", "\"length2\""));
    assertThat(session.text("User"))
        .contains("COUNT = \"count\"", "count = jokes::length2", "jokes.length2(\"a\") + count.");
    assertThat(session.text("MoreJokes"))
        .contains(
            "int length2(String model)", "super.length2(model)", "String count = ask.toString();");
    assertThat(session.marks("Jokes")).isEmpty();
  }

  @Test
  void aRenamedStepTakesTheParametersAlongThatReadItByItsName() throws IOException {
    session.apply(rename("\"mo|del\", \"upper\"", "llm"));
    assertThat(session.text("Jokes"))
        .contains("ChatModel llm()", "int count(String llm) {\n    return llm.length();")
        .contains("{\"ask\", \"llm\", \"upper\"}", "{\"ask\", \"llm\", \"count\"}");
    assertThat(session.text("MoreJokes"))
        .contains("both(ChatPrompt ask, String llm)", "return count + llm;")
        .contains("{\"ask\", \"llm\", \"both\"}");
    assertThat(session.text("Other")).contains("count(String model)");
    assertThat(session.marks("Jokes")).isEmpty();
  }

  @Test
  void aRenamedParameterTakesItsPlaceholdersAlong() {
    session.apply(rename("joke about {to|pic}", "subject"));
    assertThat(session.text("Jokes"))
        .contains("about {subject}, in the tone of {subject}\")")
        .contains("ask(String subject)");
    assertThat(session.marks("Jokes")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          "co|unt"; model; There is a method 'model' in test.Jokes already.
          "co|unt"; class; 'class' is no name in Java.
          "co|unt"; a-b; 'a-b' is no name in Java.
          return |chunk; x; Here is no step, parameter or placeholder that Runnel knows.
          """)
  void aRenameThatWouldBreakSomethingIsRefused(String from, String to, String why) {
    assertThatThrownBy(() -> rename(from, to)).hasMessageContaining(why);
  }

  @Test
  void aRenameIsRefusedWhileAFileIsNoJava() {
    session.openText("User", session.text("User").replace("int use(", "int use(("));
    assertThatThrownBy(() -> rename("\"co|unt\"", "other"))
        .hasMessageContaining("A file in which 'count' stands is no Java at the moment.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"co|unt\"", "{to|pic},", "int co|unt("})
  void whatCanBeRenamedSaysSo(String from) {
    assertThat(
            Session.get(
                    session
                        .server()
                        .getTextDocumentService()
                        .prepareRename(
                            new PrepareRenameParams(
                                session.id("Jokes"), session.place("Jokes", from))))
                .getSecond()
                .getPlaceholder())
        .isIn("count", "topic");
  }

  private WorkspaceEdit rename(String from, String to) {
    return Session.get(
        session
            .server()
            .getTextDocumentService()
            .rename(new RenameParams(session.id("Jokes"), session.place("Jokes", from), to)));
  }
}
