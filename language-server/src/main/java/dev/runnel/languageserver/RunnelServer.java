package dev.runnel.languageserver;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.runnel.languageserver.compile.Compilers;
import dev.runnel.languageserver.compile.ServerVersion;
import dev.runnel.languageserver.project.ProjectSettings;
import dev.runnel.languageserver.project.Projects;
import dev.runnel.languageserver.text.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/** The server: it keeps the parts together, and says what it can do. */
final class RunnelServer implements LanguageServer, AutoCloseable {
  private final Editor editor = new Editor();
  private final Documents documents = new Documents();
  private final ExecutorService compiler =
      Executors.newSingleThreadExecutor(daemon("runnel-compiler"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(daemon("runnel-timer"));
  private final EditorProgress progress = new EditorProgress(editor);
  private final Projects projects = new Projects(editor::show, this::projectsChanged, progress);
  private final Compilers compilers = new Compilers(editor::log, editor::show);
  private final Workspace workspace = new Workspace(documents, projects, compilers);
  private final Checker checker = new Checker(documents, workspace, editor, timer, compiler);
  private final Requests requests = new Requests(documents, workspace, editor, compiler);

  private final JsonObject options;
  private volatile Runnable disconnect = () -> {};

  /**
   * Makes a server.
   *
   * @param options those of the command line, which the editor's come over
   */
  RunnelServer(JsonObject options) {
    this.options = options;
  }

  static ThreadFactory daemon(String name) {
    return run -> {
      Thread thread = new Thread(run, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  void connect(RunnelClient client) {
    editor.connect(client);
  }

  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    requests.configure(Clients.goesThroughSnippets(params.getCapabilities()));
    editor.configure(params.getCapabilities());
    progress.configure(Clients.showsProgress(params.getCapabilities()));
    try {
      Settings settings = Settings.read(options, params.getInitializationOptions());
      settings.showing();
      checker.configure(settings);
      projects.configure(
          settings.known(),
          settings.howMaven(),
          settings.asksJavaServer() ? this::askJavaServer : null);
    } catch (JsonParseException failure) {
      editor.show("The settings of Runnel's language server are wrong: " + failure.getMessage());
    }
    return CompletableFuture.completedFuture(
        new InitializeResult(
            capabilities(), new ServerInfo("runnel-language-server", ServerVersion.TEXT)));
  }

  private CompletableFuture<@Nullable ProjectSettings> askJavaServer(Path file) {
    RunnelClient client = editor.client();
    return client == null
        ? CompletableFuture.completedFuture(null)
        : client.project(new TextDocumentIdentifier(file.toUri().toString()));
  }

  private static ServerCapabilities capabilities() {
    ServerCapabilities can = new ServerCapabilities();
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(new SaveOptions(false));
    can.setTextDocumentSync(sync);
    can.setCompletionProvider(new CompletionOptions(false, List.of("\"", "{", ",", ".", "@")));
    can.setHoverProvider(true);
    can.setDefinitionProvider(true);
    can.setReferencesProvider(true);
    can.setDocumentHighlightProvider(true);
    can.setRenameProvider(new RenameOptions(true));
    can.setInlayHintProvider(true);
    can.setCodeLensProvider(new CodeLensOptions(false));
    can.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
    can.setExecuteCommandProvider(new ExecuteCommandOptions(CommandService.COMMANDS));
    return can;
  }

  /** Hears from an editor that its answers to {@code runnel/project} may be others now. */
  @JsonNotification("runnel/projectsChanged")
  public void askForProjectsAgain() {
    projects.askAgain();
    projectsChanged();
  }

  private void projectsChanged() {
    compiler.execute(workspace::forgetAll);
    checker.checkSoon(null);
    editor.refresh();
  }

  @Override
  public void cancelProgress(WorkDoneProgressCancelParams params) {
    progress.cancel(params.getToken());
  }

  /** Ends what the editor still shows as going on, before it hears that the server has ended. */
  @Override
  public CompletableFuture<Object> shutdown() {
    projects.close();
    return CompletableFuture.completedFuture(Absent.orNull(Optional.empty()));
  }

  /** Says what ends the connection when the editor leaves. */
  void onExit(Runnable action) {
    disconnect = action;
  }

  @Override
  public void exit() {
    close();
    disconnect.run();
  }

  @Override
  public TextDocumentService getTextDocumentService() {
    return new DocumentService(documents, workspace, checker, requests, compiler);
  }

  @Override
  public WorkspaceService getWorkspaceService() {
    return new CommandService(
        documents,
        checker,
        requests,
        new LensCommands(requests, editor),
        this::askForProjectsAgain);
  }

  @Override
  public void close() {
    projects.close();
    timer.shutdownNow();
    compiler.shutdown();
    try {
      if (compiler.awaitTermination(5, TimeUnit.SECONDS)) {
        compilers.close();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      editor.log("The compiler's files cannot be closed: " + failure);
    }
  }
}
