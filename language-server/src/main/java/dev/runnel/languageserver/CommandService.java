package dev.runnel.languageserver;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.runnel.languageserver.feature.CodeLensing;
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
  /** What an editor can ask for. */
  static final List<String> COMMANDS =
      List.of(
          CodeLensing.GRAPH,
          CodeLensing.USERS,
          CodeLensing.OPEN_GRAPH,
          CodeLensing.OPEN_USERS,
          CodeLensing.OPEN_GENERATED);

  private final Documents documents;
  private final Checker checker;
  private final Requests requests;
  private final LensCommands lenses;
  private final Runnable projectsChanged;

  CommandService(
      Documents documents,
      Checker checker,
      Requests requests,
      LensCommands lenses,
      Runnable projectsChanged) {
    this.documents = documents;
    this.checker = checker;
    this.requests = requests;
    this.lenses = lenses;
    this.projectsChanged = projectsChanged;
  }

  @Override
  public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
    List<Object> given = params.getArguments() == null ? List.of() : params.getArguments();
    return switch (params.getCommand()) {
      case CodeLensing.GRAPH ->
          given.size() == 2 && given.get(1) instanceof JsonObject place
              ? answer(requests.graph(text(given, 0), new Gson().fromJson(place, Position.class)))
              : answer(
                  requests.graph(text(given, 0), text(given, 1), text(given, 2), number(given, 3)));
      case CodeLensing.USERS ->
          requests.users(text(given, 0), text(given, 1), text(given, 2)).thenApply(users -> users);
      case CodeLensing.OPEN_GRAPH ->
          done(lenses.openGraph(text(given, 0), text(given, 1), text(given, 2), number(given, 3)));
      case CodeLensing.OPEN_USERS ->
          done(lenses.openUsers(text(given, 0), text(given, 1), text(given, 2)));
      case CodeLensing.OPEN_GENERATED -> done(lenses.openGenerated(text(given, 0), text(given, 1)));
      default -> answer(CompletableFuture.completedFuture(Optional.empty()));
    };
  }

  private static <T> CompletableFuture<Object> answer(CompletableFuture<Optional<T>> found) {
    return found.thenApply(Absent::orNull);
  }

  private static CompletableFuture<Object> done(CompletableFuture<Void> opened) {
    return opened.thenApply(nothing -> Absent.orNull(Optional.empty()));
  }

  /** Returns an argument; an empty text if there are fewer. */
  private static String text(List<Object> given, int index) {
    Object argument = index < given.size() ? given.get(index) : "";
    return argument instanceof JsonPrimitive json ? json.getAsString() : String.valueOf(argument);
  }

  /** Returns an argument; 0 if there are fewer, or if it is no number. */
  private static int number(List<Object> given, int index) {
    Object argument = index < given.size() ? given.get(index) : 0;
    if (argument instanceof JsonPrimitive json && json.isNumber()) {
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
      projectsChanged.run();
    } else {
      checker.checkSoon(null);
    }
  }
}
