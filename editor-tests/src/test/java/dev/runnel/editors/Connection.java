package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.PublishDiagnosticsCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.services.LanguageServer;

/** An editor's connection to a language server in a process of its own. */
final class Connection implements AutoCloseable {
  /** What the tests ask of servers; only Eclipse's knows how to build. */
  interface Server extends LanguageServer {
    @JsonRequest("java/buildWorkspace")
    CompletableFuture<Integer> buildWorkspace(boolean wholly);
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Path, Integer> versions = new HashMap<>();
  private final PlayedEditor editor;
  private final Process process;
  private final Server server;

  /** Starts a server. */
  Connection(List<String> command, PlayedEditor editor) throws IOException {
    this.editor = editor;
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Launcher<Server> launcher =
        new Launcher.Builder<Server>()
            .setLocalService(editor)
            .setRemoteInterface(Server.class)
            .setInput(process.getInputStream())
            .setOutput(process.getOutputStream())
            .setExecutorService(threads)
            .create();
    launcher.startListening();
    server = launcher.getRemoteProxy();
  }

  void initialize(Path folder, Object options) {
    InitializeParams params = new InitializeParams();
    ClientCapabilities capabilities = new ClientCapabilities();
    TextDocumentClientCapabilities documents = new TextDocumentClientCapabilities();
    documents.setPublishDiagnostics(new PublishDiagnosticsCapabilities());
    capabilities.setTextDocument(documents);
    params.setCapabilities(capabilities);
    params.setWorkspaceFolders(
        List.of(new WorkspaceFolder(folder.toUri().toString(), folder.getFileName().toString())));
    params.setInitializationOptions(options);
    get(server.initialize(params));
    server.initialized(new InitializedParams());
  }

  static <T> T get(CompletableFuture<T> answer) {
    try {
      return answer.get(240, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException failure) {
      throw new AssertionError("There is no answer.", failure);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  Server server() {
    return server;
  }

  PlayedEditor editor() {
    return editor;
  }

  void open(Path file) throws IOException {
    versions.put(file, 1);
    server
        .getTextDocumentService()
        .didOpen(
            new DidOpenTextDocumentParams(
                new TextDocumentItem(uri(file), "java", 1, Files.readString(file))));
  }

  /** Types: the whole text anew. */
  void type(Path file, String text) {
    int version = versions.merge(file, 1, Integer::sum);
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri(file), version),
                List.of(new TextDocumentContentChangeEvent(text))));
  }

  /** Tells that a file, which is written, was saved. */
  void saved(Path file) {
    server
        .getTextDocumentService()
        .didSave(new DidSaveTextDocumentParams(new TextDocumentIdentifier(uri(file))));
  }

  /** Saves files that are open, builds, and waits until what is said of them has come. */
  void save(List<Path> files) throws IOException {
    List<FileEvent> created =
        files.stream()
            .filter(file -> !versions.containsKey(file))
            .map(file -> new FileEvent(uri(file), FileChangeType.Created))
            .toList();
    server.getWorkspaceService().didChangeWatchedFiles(new DidChangeWatchedFilesParams(created));
    for (Path file : files) {
      if (versions.containsKey(file)) {
        type(file, Files.readString(file));
      } else {
        open(file);
      }
      saved(file);
    }
    get(server.buildWorkspace(false));
    Set<Path> folders = files.stream().map(Path::getParent).collect(Collectors.toSet());
    for (Path file : versions.keySet()) {
      if (folders.contains(file.getParent())) {
        get(
            server
                .getWorkspaceService()
                .executeCommand(
                    new ExecuteCommandParams(
                        "java.project.refreshDiagnostics", List.of(uri(file), "thisFile", false))));
      }
    }
  }

  static String uri(Path file) {
    return file.toUri().toString();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      get(server.shutdown());
      server.exit();
      process.getOutputStream().close();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the server ends").isTrue();
    } finally {
      process.destroyForcibly();
      threads.shutdownNow();
    }
  }
}
