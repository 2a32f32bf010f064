package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.services.LanguageServer;

/** An editor that is played: it speaks to a server through pipes. */
final class Session implements AutoCloseable {
  static final String IMPORTS =
      "package test; import dev.runnel.*; import dev.runnel.annotations.*;"
          + " import dev.runnel.model.*; import java.util.*;\n";

  /** Starts a server. */
  interface Starting {
    RunningServer start(ExecutorService threads) throws IOException;
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Integer> lastVersion = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Path root;
  private final PlayedEditor editor = new PlayedEditor();
  private final LanguageServer server;
  private final Future<?> run;
  private final OutputStream toServer;
  private final Future<?> listening;
  private final RemoteEndpoint endpoint;

  Session(Path root, Object options) throws IOException {
    this(root, options, new ClientCapabilities());
  }

  Session(Path root, Object options, ClientCapabilities capabilities) throws IOException {
    this(root, options, capabilities, RunningServer::here);
  }

  /** Speaks to a server that somebody starts. */
  Session(Path root, Object options, ClientCapabilities capabilities, Starting starting)
      throws IOException {
    this.root = root;
    RunningServer running = starting.start(threads);
    toServer = running.questions();
    run = running.run();
    Launcher<LanguageServer> launcher =
        new Launcher.Builder<LanguageServer>()
            .setLocalService(editor)
            .setRemoteInterface(LanguageServer.class)
            .setInput(running.answers())
            .setOutput(toServer)
            .setExecutorService(threads)
            .create();
    listening = launcher.startListening();
    server = launcher.getRemoteProxy();
    endpoint = launcher.getRemoteEndpoint();
    InitializeParams params = new InitializeParams();
    params.setInitializationOptions(options);
    params.setCapabilities(capabilities);
    get(server.initialize(params));
    server.initialized(new InitializedParams());
  }

  /** Edits a project that is compiled with what these tests run with. */
  static Session of(Path root) throws IOException {
    return new Session(root, options(root, classPath()));
  }

  static Map<String, Object> options(Path root, List<String> classPath) {
    return Map.of(
        "quietMillis",
        0,
        "projects",
        List.of(
            Map.of(
                "root", root.toString(),
                "sources", List.of("src"),
                "classPath", classPath,
                "processorPath", classPath())));
  }

  static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  static <T> T get(CompletableFuture<T> answer) {
    try {
      return answer.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException failure) {
      throw new AssertionError("There is no answer.", failure);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  LanguageServer server() {
    return server;
  }

  /** Tells the server what its protocol does not know. */
  void tell(String notification) {
    endpoint.notify(notification, null);
  }

  PlayedEditor editor() {
    return editor;
  }

  String uri(String name) {
    return path(name).toUri().toString();
  }

  Path path(String name) {
    return root.resolve("src/test").resolve(name + ".java");
  }

  TextDocumentIdentifier id(String name) {
    return new TextDocumentIdentifier(uri(name));
  }

  String text(String name) {
    return texts.get(name);
  }

  /** Writes a file, which is not open. */
  void write(String name, String body) throws IOException {
    Files.createDirectories(path(name).getParent());
    Files.writeString(path(name), IMPORTS + body);
    texts.put(name, IMPORTS + body);
  }

  /** Opens a file that is not on the disk. */
  void open(String name, String body) {
    openText(name, IMPORTS + body);
  }

  void openText(String name, String text) {
    int version = lastVersion.merge(name, 1, Integer::sum);
    versions.put(name, version);
    texts.put(name, text);
    server
        .getTextDocumentService()
        .didOpen(
            new DidOpenTextDocumentParams(new TextDocumentItem(uri(name), "java", version, text)));
  }

  /** Types: puts another text in place of one that stands there once. */
  void type(String name, String old, String text) {
    int at = texts.get(name).indexOf(old);
    assertThat(at).as(old).isNotNegative();
    edit(name, at, at + old.length(), text);
  }

  /** Replaces a piece of a file. */
  void edit(String name, int start, int end, String text) {
    String before = texts.get(name);
    Range range = new Range(position(before, start), position(before, end));
    texts.put(name, before.substring(0, start) + text + before.substring(end));
    int version = lastVersion.merge(name, 1, Integer::sum);
    versions.put(name, version);
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri(name), version),
                List.of(new TextDocumentContentChangeEvent(range, text))));
  }

  /** Closes all files, and removes those that were written. */
  void clear() throws IOException {
    versions.keySet().forEach(this::closeFile);
    for (String name : texts.keySet()) {
      Files.deleteIfExists(path(name));
    }
    versions.clear();
    texts.clear();
  }

  void save(String name) throws IOException {
    Files.createDirectories(path(name).getParent());
    Files.writeString(path(name), texts.get(name));
    server.getTextDocumentService().didSave(new DidSaveTextDocumentParams(id(name)));
  }

  void closeFile(String name) {
    server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(id(name)));
  }

  /** Returns what is said of a file as it is now. */
  List<Diagnostic> diagnostics(String name) {
    return editor.diagnostics(uri(name), versions.get(name));
  }

  /** Returns what is said of a file: the id, and in brackets what is marked. */
  List<String> marks(String name) {
    return diagnostics(name).stream()
        .map(each -> each.getCode().getLeft() + " [" + at(name, each.getRange()) + "]")
        .toList();
  }

  /** Returns what stands in a range. */
  String at(String name, Range range) {
    String text = texts.get(name);
    return text.substring(offset(text, range.getStart()), offset(text, range.getEnd()));
  }

  /** Finds a place: in a piece of the text, where the bar stands. */
  Position place(String name, String withBar) {
    int bar = withBar.indexOf('|');
    int at = texts.get(name).indexOf(withBar.replace("|", ""));
    assertThat(at).as(withBar).isNotNegative();
    return position(texts.get(name), at + bar);
  }

  List<CompletionItem> complete(String name, String withBar) {
    return get(server
            .getTextDocumentService()
            .completion(new CompletionParams(id(name), place(name, withBar))))
        .getLeft();
  }

  List<? extends CodeLens> lenses(String name) {
    return get(server.getTextDocumentService().codeLens(new CodeLensParams(id(name))));
  }

  /** Lets the server carry out a command; returns what it answers. */
  Object execute(String command, List<Object> arguments) {
    return get(
        server.getWorkspaceService().executeCommand(new ExecuteCommandParams(command, arguments)));
  }

  List<CodeAction> fixes(String name, Range range) {
    CodeActionParams params =
        new CodeActionParams(id(name), range, new CodeActionContext(List.of()));
    return get(server.getTextDocumentService().codeAction(params)).stream()
        .map(each -> each.getRight())
        .toList();
  }

  /** Carries out what changes in files that are open, or on the disk. */
  void apply(WorkspaceEdit edit) {
    for (Map.Entry<String, List<TextEdit>> each : edit.getChanges().entrySet()) {
      String name =
          texts.keySet().stream()
              .filter(known -> uri(known).equals(each.getKey()))
              .findFirst()
              .orElseThrow();
      List<TextEdit> edits = new ArrayList<>(each.getValue());
      Comparator<TextEdit> byPlace =
          Comparator.comparingInt(e -> offset(texts.get(name), e.getRange().getStart()));
      edits.sort(byPlace.reversed());
      for (TextEdit change : edits) {
        String text = texts.get(name);
        int start = offset(text, change.getRange().getStart());
        int end = offset(text, change.getRange().getEnd());
        if (versions.containsKey(name)) {
          edit(name, start, end, change.getNewText());
        } else {
          texts.put(name, text.substring(0, start) + change.getNewText() + text.substring(end));
        }
      }
    }
  }

  static Position position(String text, int offset) {
    String before = text.substring(0, offset);
    int line = (int) before.chars().filter(c -> c == '\n').count();
    return new Position(line, offset - before.lastIndexOf('\n') - 1);
  }

  static int offset(String text, Position position) {
    int start = 0;
    for (int line = 0; line < position.getLine(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + position.getCharacter();
  }

  static Stream<String> labels(List<CompletionItem> items) {
    return items.stream().map(CompletionItem::getLabel);
  }

  @Override
  public void close() throws IOException {
    get(server.shutdown());
    server.exit();
    try {
      run.get(60, TimeUnit.SECONDS);
      toServer.close();
      listening.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("The server has not ended.", e);
    } finally {
      threads.shutdownNow();
    }
    assertThat(editor.logged()).as("what the server logged").isEmpty();
  }
}
