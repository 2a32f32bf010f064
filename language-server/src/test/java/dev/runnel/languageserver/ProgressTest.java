package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.WorkDoneProgressKind;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While Maven is asked, the author sees it. */
class ProgressTest {
  private static final String WRONG = Examples.JOKES.replace("\"upper\"}", "\"uper\"}");
  private static final String POM =
      """
      <project><artifactId>jokes</artifactId><build>
        <sourceDirectory>%1$s/src</sourceDirectory>
        <plugins><plugin><artifactId>maven-compiler-plugin</artifactId><configuration>
          <annotationProcessorPaths><path><artifactId>runnel-processor</artifactId>
            <version>1</version></path></annotationProcessorPaths>
        </configuration></plugin></plugins></build></project>
      """;

  @TempDir private Path folder;
  private Path root;
  private PlayedMaven maven;
  private HeldMaven held;

  @BeforeEach
  void writeProject() throws IOException {
    root = Files.createDirectory(folder.resolve("jokes"));
    maven = PlayedMaven.in(root);
    maven.answer(POM.formatted(root), System.getProperty("java.class.path"));
    pom("1");
    held = maven.hold();
  }

  @AfterEach
  void letGo() throws IOException {
    held.close();
  }

  private void pom(String version) throws IOException {
    Files.writeString(
        root.resolve("pom.xml"),
        "<project><artifactId>jokes</artifactId><version>" + version + "</version></project>");
  }

  private Session session() throws IOException {
    ClientCapabilities capabilities = new ClientCapabilities();
    WindowClientCapabilities window = new WindowClientCapabilities();
    window.setWorkDoneProgress(true);
    capabilities.setWindow(window);
    return new Session(root, Map.of("quietMillis", 0), capabilities);
  }

  @Test
  void itIsShownUntilMavenHasAnswered() throws IOException {
    try (Session session = session()) {
      session.open("Jokes", WRONG);
      Socket running = held.running();
      session.editor().awaitProgress();
      assertThat(session.editor().progress().get(0))
          .isInstanceOfSatisfying(
              WorkDoneProgressBegin.class,
              begin -> {
                assertThat(begin.getTitle()).isEqualTo("Runnel: reading the Maven project jokes");
                assertThat(begin.getCancellable()).isTrue();
              });
      held.release(running);
      session.editor().awaitSome(session.uri("Jokes"));
      assertThat(kinds(session))
          .startsWith("begin")
          .endsWith("end")
          .containsOnlyOnce("begin", "end");
      assertThat(session.editor().progress())
          .filteredOn(WorkDoneProgressReport.class::isInstance)
          .extracting(each -> ((WorkDoneProgressReport) each).getMessage())
          .contains("its processor");
      assertThat(session.editor().shown()).isEmpty();
    }
  }

  @Test
  void itEndsWhereMavenFails() throws IOException {
    maven.fail("[ERROR] The pom is wrong.".getBytes(StandardCharsets.UTF_8));
    try (Session session = session()) {
      session.open("Jokes", WRONG);
      Socket running = held.running();
      session.editor().awaitProgress();
      held.release(running);
      assertThat(session.editor().message())
          .contains("The pom is wrong.", "asked again when a pom.xml changes");
      assertThat(kinds(session)).startsWith("begin").endsWith("end").containsOnlyOnce("end");
    }
  }

  @Test
  void anEditorThatCannotShowItIsNotAsked() throws IOException {
    try (Session session = new Session(root, Map.of("quietMillis", 0))) {
      session.open("Jokes", WRONG);
      held.release(held.running());
      session.editor().awaitSome(session.uri("Jokes"));
      assertThat(session.editor().progressAsked()).isZero();
      assertThat(session.editor().progress()).isEmpty();
    }
  }

  @Test
  void anEditorThatRefusesIsToldNothing() throws IOException {
    try (Session session = session()) {
      ResponseError no = new ResponseError(ResponseErrorCode.RequestFailed, "No.", null);
      session
          .editor()
          .allowProgress(CompletableFuture.failedFuture(new ResponseErrorException(no)));
      session.open("Jokes", WRONG);
      held.release(held.running());
      session.editor().awaitSome(session.uri("Jokes"));
      assertThat(session.editor().progressAsked()).isOne();
      assertThat(session.editor().progress()).isEmpty();
    }
  }

  @Test
  void whatHasEndedBeforeTheEditorAgreesIsNotShown() throws IOException {
    CompletableFuture<Void> agreed = new CompletableFuture<>();
    try (Session session = session()) {
      session.editor().allowProgress(agreed);
      session.open("Jokes", WRONG);
      held.release(held.running());
      session.editor().awaitSome(session.uri("Jokes"));
      agreed.complete(null);
      // Its answer comes after all that the agreement brings about.
      Session.get(
          session
              .server()
              .getTextDocumentService()
              .hover(new HoverParams(session.id("Jokes"), new Position(0, 0))));
      assertThat(session.editor().progressAsked()).isOne();
      assertThat(session.editor().progress()).isEmpty();
    }
  }

  @Test
  void nothingGoesOnBehindAShutdown() throws IOException {
    try (Session session = session()) {
      session.open("Jokes", WRONG);
      Socket running = held.running();
      session.editor().awaitProgress();
      Session.get(session.server().shutdown());
      assertThat(kinds(session)).startsWith("begin").endsWith("end");
      held.awaitEnd(running);
      assertThat(session.editor().shown()).isEmpty();
    }
  }

  @Test
  void whoDoesNotWantToWaitEndsMaven() throws IOException {
    try (Session session = session()) {
      session.open("Jokes", WRONG);
      Socket running = held.running();
      Either<String, Integer> token = session.editor().awaitProgress();
      session.server().cancelProgress(new WorkDoneProgressCancelParams(token));
      held.awaitEnd(running);
      assertThat(session.editor().message()).startsWith("Maven was cancelled").contains("jokes");
      assertThat(kinds(session)).startsWith("begin").endsWith("end");
      session.server().cancelProgress(new WorkDoneProgressCancelParams(token));
      session.server().cancelProgress(new WorkDoneProgressCancelParams(Either.forRight(7)));
      session.type("Jokes", "\"uper\"}", "\"uppr\"}");
      assertThat(session.marks("Jokes")).isEmpty();
      assertThat(maven.runs()).hasSize(1);

      pom("1.1");
      session.type("Jokes", "\"uppr\"}", "\"uper\"}");
      held.release(held.running());
      session.editor().awaitSome(session.uri("Jokes"));
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uper\"]");
    }
  }

  @Test
  void whatWasKnownIsKeptWhereMavenFailsLater() throws IOException {
    try (Session session = session()) {
      session.open("Jokes", WRONG);
      held.release(held.running());
      session.editor().awaitSome(session.uri("Jokes"));
      maven.fail("[ERROR] The pom is wrong.".getBytes(StandardCharsets.UTF_8));
      pom("1.1");
      session.type("Jokes", "\"uper\"}", "\"uppr\"}");
      assertThat(session.editor().message()).contains("The pom is wrong.");
      session.type("Jokes", "\"uppr\"}", "\"upr\"}");
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"upr\"]");
    }
  }

  private static List<String> kinds(Session session) {
    return session.editor().progress().stream()
        .map(WorkDoneProgressNotification::getKind)
        .map(WorkDoneProgressKind::name)
        .toList();
  }
}
