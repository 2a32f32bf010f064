package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.languageserver.project.ProjectSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets an editor that has a Java server say what that knows of a project. */
class JavaServerTest {
  private static final String WRONG = Examples.JOKES.replace("\"upper\"}", "\"uper\"}");
  private static final String UNKNOWN_STEP = "UnknownStep [\"uper\"]";
  private static final String BAD_OPTION = "BadOption []";

  @TempDir private Path root;

  @Test
  void itIsAskedWhereTheEditorSaysSo() throws IOException {
    try (Session session = session()) {
      session.editor().answerProjects(known());
      session.open("Jokes", WRONG);
      session.editor().awaitSome(session.uri("Jokes"));
      assertThat(session.marks("Jokes")).containsExactly(UNKNOWN_STEP);
    }
  }

  @Test
  void aProjectThatItDoesNotKnowIsSaidToBeAskedForAgain() throws IOException {
    try (Session session = session()) {
      session.open("Jokes", WRONG);
      assertThat(session.editor().message())
          .startsWith("The Java server does not know the class path of " + root + ". It is asked")
          .contains("runnel-editor.json");
    }
  }

  @Test
  void whyItDoesNotAnswerIsSaid() throws IOException {
    ResponseError error =
        new ResponseError(ResponseErrorCode.RequestFailed, "jokes does not exist", null);
    try (Session session = session()) {
      session
          .editor()
          .answerProjects(CompletableFuture.failedFuture(new ResponseErrorException(error)));
      session.open("Jokes", WRONG);
      assertThat(session.editor().message())
          .contains(root + ". It says: jokes does not exist. It is asked again");
    }
  }

  @Test
  void itIsAskedAgainWhenTheEditorSaysThatProjectsHaveChanged() throws IOException {
    try (Session session = session()) {
      session.open("Jokes", WRONG);
      session.editor().message();
      session.editor().answerProjects(known("-Arunnel.componentModel=odd"));
      session.tell("runnel/projectsChanged");
      awaitMarks(session, UNKNOWN_STEP, BAD_OPTION);
      session.editor().answerProjects(known());
      session.tell("runnel/projectsChanged");
      awaitMarks(session, UNKNOWN_STEP);
    }
  }

  @Test
  void whatItHasSaidCountsUntilItAnswersAgain() throws IOException {
    try (Session session = session()) {
      session.editor().answerProjects(known());
      session.open("Jokes", WRONG);
      awaitMarks(session, UNKNOWN_STEP);
      CompletableFuture<ProjectSettings> answer = new CompletableFuture<>();
      session.editor().answerProjects(answer);
      session.tell("runnel/projectsChanged");
      session.editor().awaitProjectsAsked(2);
      session.type("Jokes", "\"uper\"}", "\"uppr\"}");
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uppr\"]");
      answer.complete(known("-Arunnel.componentModel=odd").join());
      awaitMarks(session, "UnknownStep [\"uppr\"]", BAD_OPTION);
    }
  }

  @Test
  void anAnswerFromBeforeAChangeIsAskedForAgain() throws IOException {
    CompletableFuture<ProjectSettings> answer = new CompletableFuture<>();
    try (Session session = session()) {
      session.editor().answerProjects(answer);
      session.open("Jokes", WRONG);
      session.editor().awaitProjectsAsked(1);
      session.tell("runnel/projectsChanged");
      session.editor().answerProjects(known());
      answer.complete(known("-Arunnel.componentModel=odd").join());
      session.editor().awaitProjectsAsked(2);
      awaitMarks(session, UNKNOWN_STEP);
    }
  }

  @Test
  void hintsWaitForItsFirstAnswer() throws IOException {
    CompletableFuture<ProjectSettings> answer = new CompletableFuture<>();
    try (Session session = session()) {
      CompletableFuture<List<InlayHint>> hints = hintsThatAwait(answer, session);
      assertThat(hints).isNotDone();
      answer.complete(known().join());
      assertThat(Session.get(hints)).isNotEmpty();
    }
  }

  @Test
  void thereAreNoHintsIfItDoesNotKnow() throws IOException {
    CompletableFuture<ProjectSettings> answer = new CompletableFuture<>();
    try (Session session = session()) {
      CompletableFuture<List<InlayHint>> hints = hintsThatAwait(answer, session);
      session.editor().answerProjects(CompletableFuture.completedFuture(null));
      answer.complete(null);
      assertThat(Session.get(hints)).isEmpty();
    }
  }

  /** Asks for hints while the Java server is being asked about the project. */
  private static CompletableFuture<List<InlayHint>> hintsThatAwait(
      CompletableFuture<ProjectSettings> answer, Session session) {
    session.editor().answerProjects(answer);
    session.open("Jokes", Examples.JOKES);
    Range all = new Range(new Position(0, 0), new Position(1000, 0));
    CompletableFuture<List<InlayHint>> hints =
        session
            .server()
            .getTextDocumentService()
            .inlayHint(new InlayHintParams(session.id("Jokes"), all));
    session.editor().awaitProjectsAsked(1);
    return hints;
  }

  private Session session() throws IOException {
    return new Session(root, Map.of("quietMillis", 0, "javaServer", true));
  }

  private CompletableFuture<ProjectSettings> known(String... options) {
    return CompletableFuture.completedFuture(
        new ProjectSettings(
            root.toString(), List.of("src"), Session.classPath(), null, List.of(options)));
  }

  private static void awaitMarks(Session session, String... marks) {
    session.editor().awaitSaid(session.uri("Jokes"), said -> said.size() == marks.length);
    assertThat(session.marks("Jokes")).containsExactlyInAnyOrder(marks);
  }
}
