package dev.runnel.languageserver;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.runnel.languageserver.feature.CodeLensing;
import dev.runnel.languageserver.project.Projects;
import dev.runnel.languageserver.text.Documents;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.services.WorkspaceService;

/** The protocol's requests and notifications about a workspace, and our commands. */
final class CommandService implements WorkspaceService {
  private final Documents documents;
  private final Projects projects;
  private final Checker checker;
  private final Requests requests;
  private final Runnable projectsChanged;

  CommandService(
      Documents documents,
      Projects projects,
      Checker checker,
      Requests requests,
      Runnable projectsChanged) {
    this.documents = documents;
    this.projects = projects;
    this.checker = checker;
    this.requests = requests;
    this.projectsChanged = projectsChanged;
  }

  @Override
  public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
    List<Object> arguments = params.getArguments() == null ? List.of() : params.getArguments();
    boolean isGraph = params.getCommand().equals(CodeLensing.GRAPH);
    if (isGraph && arguments.size() == 2 && arguments.get(1) instanceof JsonObject place) {
      return requests
          .graph(text(arguments.get(0)), new Gson().fromJson(place, Position.class))
          .thenApply(Absent::orNull);
    }
    boolean isChain = arguments.size() >= 3;
    if (isChain && isGraph) {
      int parameters = arguments.size() > 3 ? number(arguments.get(3)) : 0;
      return requests
          .graph(text(arguments.get(0)), text(arguments.get(1)), text(arguments.get(2)), parameters)
          .thenApply(Absent::orNull);
    }
    if (isChain && params.getCommand().equals(CodeLensing.USERS)) {
      return requests
          .users(text(arguments.get(0)), text(arguments.get(1)), text(arguments.get(2)))
          .thenApply(users -> users);
    }
    return CompletableFuture.completedFuture(Absent.orNull(Optional.empty()));
  }

  private static String text(Object argument) {
    return argument instanceof JsonPrimitive json ? json.getAsString() : String.valueOf(argument);
  }

  private static int number(Object argument) {
    if (argument instanceof JsonElement json && json.isJsonPrimitive()) {
      return json.getAsInt();
    }
    return argument instanceof Number number ? number.intValue() : 0;
  }

  /** What the server is told when it starts does not change. */
  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {}

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    documents.changed();
    boolean isBuild =
        params.getChanges().stream().anyMatch(change -> !change.getUri().endsWith(".java"));
    if (isBuild) {
      projects.forget();
      projectsChanged.run();
    } else {
      checker.checkSoon(null);
    }
  }
}
