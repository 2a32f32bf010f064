package dev.runnel.editors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.services.LanguageClient;

/** What an editor keeps of what a server tells it. */
final class PlayedEditor implements LanguageClient {
  private final Map<String, List<Diagnostic>> published = new HashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Function<String, CompletableFuture<Object>> projects;

  /**
   * Waits for a server.
   *
   * @param projects answers what Runnel's server asks about the project of a file
   */
  PlayedEditor(Function<String, CompletableFuture<Object>> projects) {
    this.projects = projects;
  }

  /** Is done when the Java server has read all projects. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** Returns what is said at this moment, by the file. */
  synchronized Map<String, List<Diagnostic>> published() {
    return Map.copyOf(published);
  }

  /** Waits until what is said of a file is as a test wants it; the test's time limit ends that. */
  synchronized List<Diagnostic> await(String uri, Predicate<List<Diagnostic>> wanted)
      throws InterruptedException {
    while (!wanted.test(published.getOrDefault(uri, List.of()))) {
      wait();
    }
    return published.getOrDefault(uri, List.of());
  }

  @Override
  public synchronized void publishDiagnostics(PublishDiagnosticsParams params) {
    published.put(params.getUri(), List.copyOf(params.getDiagnostics()));
    notifyAll();
  }

  /** Hears from Eclipse's server how far it is. */
  @JsonNotification("language/status")
  public void status(Map<String, Object> status) {
    if ("ServiceReady".equals(status.get("type"))) {
      ready.complete(null);
    }
  }

  @JsonNotification("language/eventNotification")
  public void event(Object event) {}

  /** Answers Runnel's server. */
  @JsonRequest("runnel/project")
  public CompletableFuture<Object> project(TextDocumentIdentifier document) {
    return projects.apply(document.getUri());
  }

  @Override
  public CompletableFuture<Void> refreshInlayHints() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> refreshCodeLenses() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void telemetryEvent(Object object) {}

  @Override
  public void showMessage(MessageParams params) {
    logMessage(params);
  }

  @Override
  public void logMessage(MessageParams params) {
    if (params.getType() == MessageType.Error || params.getType() == MessageType.Warning) {
      System.err.println(params.getMessage());
    }
  }

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
    return CompletableFuture.completedFuture(null);
  }
}
