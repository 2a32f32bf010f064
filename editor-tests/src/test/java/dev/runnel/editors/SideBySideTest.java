package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lets Runnel's server run beside Eclipse's, which tells it the class path. */
@Timeout(600)
class SideBySideTest {
  private static final String SOURCES = "org.eclipse.jdt.ls.core.sourcePaths";

  private final Gson gson = new Gson();

  @TempDir Path folder;

  @Test
  void eachErrorIsShownByOneServerAtATime() throws IOException, InterruptedException {
    Quickstart project = Quickstart.copyInto(folder);
    Path jokes = project.source("com.example.Jokes");
    String right = Files.readString(jokes);
    String wrong = right.replace("\"model\"", "\"modle\"");
    try (Connection java =
            new Connection(
                JavaServer.command(folder.resolve("jdt")),
                new PlayedEditor(uri -> CompletableFuture.completedFuture(null)));
        Connection runnel =
            new Connection(
                List.of(
                    Jdk.newest().resolve("bin/java").toString(),
                    "-jar",
                    System.getProperty("runnel.server")),
                new PlayedEditor(uri -> project(java, project, uri)))) {
      java.initialize(project.folder(), JavaServer.options(project));
      Connection.get(java.editor().ready());
      java.save(List.of(jokes));
      runnel.initialize(project.folder(), Map.of("javaServer", true));
      runnel.open(jokes);

      runnel.type(jokes, wrong);
      java.type(jokes, wrong);
      Diagnostic typed = shown(runnel, jokes, 1).get(0);
      assertThat(typed.getCode().getLeft()).isEqualTo("UnknownStep");
      assertThat(typed.getCodeDescription().getHref()).endsWith("diagnostics.md#unknownstep");
      assertThat(errors(java, jokes)).isEmpty();

      Files.writeString(jokes, wrong);
      runnel.saved(jokes);
      java.save(List.of(jokes));
      assertThat(shown(runnel, jokes, 0)).isEmpty();
      assertThat(shown(java, jokes, 1))
          .singleElement()
          .satisfies(
              saved -> assertThat(saved.getMessage().getLeft()).startsWith("[Runnel/UnknownStep]"));

      Files.writeString(jokes, right);
      runnel.type(jokes, right);
      runnel.saved(jokes);
      java.save(List.of(jokes));
      assertThat(shown(runnel, jokes, 0)).isEmpty();
      assertThat(shown(java, jokes, 0)).isEmpty();
    }
  }

  /** Does what an extension of an editor does: asks Eclipse's server. */
  private CompletableFuture<Object> project(Connection java, Quickstart project, String uri) {
    CompletableFuture<JsonObject> settings =
        ask(java, "java.project.getSettings", uri, List.of(SOURCES));
    CompletableFuture<JsonObject> paths =
        ask(java, "java.project.getClasspaths", uri, "{\"scope\": \"test\"}");
    return settings.thenCombine(
        paths,
        (sources, classes) ->
            Map.of(
                "root", project.folder().toString(),
                "sources", sources.get(SOURCES),
                "classPath", classes.get("classpaths")));
  }

  private CompletableFuture<JsonObject> ask(
      Connection java, String command, String uri, Object argument) {
    return java.server()
        .getWorkspaceService()
        .executeCommand(new ExecuteCommandParams(command, List.of(uri, argument)))
        .thenApply(answer -> gson.toJsonTree(answer).getAsJsonObject());
  }

  private static List<Diagnostic> shown(Connection server, Path file, int errors)
      throws InterruptedException {
    return server
        .editor()
        .await(Connection.uri(file), found -> errors(found).size() == errors)
        .stream()
        .filter(each -> each.getSeverity() == DiagnosticSeverity.Error)
        .toList();
  }

  private static List<Diagnostic> errors(Connection server, Path file) {
    return errors(server.editor().published().getOrDefault(Connection.uri(file), List.of()));
  }

  private static List<Diagnostic> errors(List<Diagnostic> found) {
    return found.stream().filter(each -> each.getSeverity() == DiagnosticSeverity.Error).toList();
  }
}
