package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.languageserver.project.ProjectSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.eclipse.lsp4j.ShowDocumentResult;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** What an editor keeps of what a server tells it. */
final class PlayedEditor implements RunnelClient {
  private final Map<String, PublishDiagnosticsParams> published = new HashMap<>();
  private final List<String> shown = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();
  private final List<String> redrawn = new ArrayList<>();
  private final List<WorkDoneProgressNotification> progress = new ArrayList<>();
  private final List<Either<String, Integer>> tokens = new ArrayList<>();
  private CompletableFuture<Void> progressAllowed = CompletableFuture.completedFuture(null);
  private final List<ShowDocumentParams> opened = new ArrayList<>();
  private CompletableFuture<ProjectSettings> javaServer = CompletableFuture.completedFuture(null);
  private int projectsAsked;

  /** Answers from now on by this when it is asked what the Java server knows of a project. */
  synchronized void answerProjects(CompletableFuture<ProjectSettings> answer) {
    javaServer = answer;
  }

  /** Waits until it was asked so often for a project. */
  synchronized void awaitProjectsAsked(int times) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (projectsAsked < times) {
      await(end, "It was asked for a project " + projectsAsked + " times.");
    }
  }

  /** Answers from now on by this when it is asked whether something may be shown to go on. */
  synchronized void allowProgress(CompletableFuture<Void> answer) {
    progressAllowed = answer;
  }

  /** Waits until something is shown to go on; returns its token. */
  synchronized Either<String, Integer> awaitProgress() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (progress.isEmpty()) {
      await(end, "Nothing is shown to go on.");
    }
    return tokens.get(tokens.size() - 1);
  }

  /** Returns how often it was asked whether something may be shown to go on. */
  synchronized int progressAsked() {
    return tokens.size();
  }

  /** Returns what was shown to go on. */
  synchronized List<WorkDoneProgressNotification> progress() {
    return List.copyOf(progress);
  }

  /** Waits for what is said of a version of a file. */
  synchronized List<Diagnostic> diagnostics(String uri, int version) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!isOf(published.get(uri), version)) {
      await(end, "There are no diagnostics of version " + version + " of " + uri + ".");
    }
    return published.get(uri).getDiagnostics();
  }

  /** Waits until something is said of a file. */
  void awaitSome(String uri) {
    awaitSaid(uri, said -> !said.isEmpty());
  }

  /** Waits until nothing is said of a file. */
  void awaitNone(String uri) {
    awaitSaid(uri, List::isEmpty);
  }

  /** Waits until something that is wanted is said of a file. */
  synchronized void awaitSaid(String uri, Predicate<List<Diagnostic>> isWanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (published.get(uri) == null || !isWanted.test(published.get(uri).getDiagnostics())) {
      await(end, "Said is " + published.get(uri) + ".");
    }
  }

  private static boolean isOf(PublishDiagnosticsParams params, int version) {
    return params != null && params.getVersion() != null && params.getVersion() == version;
  }

  /** Waits until something was shown to the author. */
  synchronized String message() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (shown.isEmpty()) {
      await(end, "Nothing was shown.");
    }
    return shown.get(0);
  }

  private void await(long end, String otherwise) {
    long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (millis <= 0) {
      throw new AssertionError(otherwise + " Logged: " + logged + ", shown: " + shown);
    }
    try {
      wait(millis);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(otherwise, interrupted);
    }
  }

  synchronized List<String> logged() {
    return List.copyOf(logged);
  }

  synchronized List<String> shown() {
    return List.copyOf(shown);
  }

  /** Returns what it was asked to draw anew. */
  synchronized List<String> redrawn() {
    return List.copyOf(redrawn);
  }

  /** Returns what it was asked to open. */
  synchronized List<ShowDocumentParams> opened() {
    return List.copyOf(opened);
  }

  @Override
  public synchronized CompletableFuture<ShowDocumentResult> showDocument(
      ShowDocumentParams document) {
    opened.add(document);
    return CompletableFuture.completedFuture(new ShowDocumentResult(true));
  }

  @Override
  public synchronized void publishDiagnostics(PublishDiagnosticsParams params) {
    published.put(params.getUri(), params);
    notifyAll();
  }

  @Override
  public synchronized void showMessage(MessageParams params) {
    shown.add(params.getMessage());
    notifyAll();
  }

  @Override
  public synchronized void logMessage(MessageParams params) {
    logged.add(params.getMessage());
  }

  @Override
  public synchronized CompletableFuture<ProjectSettings> project(TextDocumentIdentifier document) {
    projectsAsked++;
    notifyAll();
    return javaServer;
  }

  @Override
  public synchronized CompletableFuture<Void> createProgress(WorkDoneProgressCreateParams params) {
    tokens.add(params.getToken());
    return progressAllowed;
  }

  @Override
  public synchronized void notifyProgress(ProgressParams params) {
    assertThat(tokens).contains(params.getToken());
    progress.add(params.getValue().getLeft());
    notifyAll();
  }

  @Override
  public synchronized CompletableFuture<Void> refreshInlayHints() {
    redrawn.add("hints");
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletableFuture<Void> refreshCodeLenses() {
    redrawn.add("lenses");
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void telemetryEvent(Object object) {}

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
    return CompletableFuture.completedFuture(null);
  }
}
