package dev.runnel.languageserver;

import dev.runnel.languageserver.Settings.Showing;
import dev.runnel.languageserver.compile.Cancelled;
import dev.runnel.languageserver.feature.Analysis;
import dev.runnel.languageserver.feature.Diagnosing;
import dev.runnel.languageserver.text.Documents;
import dev.runnel.languageserver.text.SourceText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.jspecify.annotations.Nullable;

/**
 * Checks open files while the author types: after a short pause, the changed file first. A check
 * that is under way ends when the text changes.
 */
final class Checker {
  private final Documents documents;
  private final Workspace workspace;
  private final Editor editor;
  private final ScheduledExecutorService timer;
  private final ExecutorService compiler;
  private final Map<Path, Set<String>> parsedMessages = new HashMap<>();
  private final Set<Path> saved = new HashSet<>();
  private Settings settings = Settings.DEFAULT;
  private @Nullable ScheduledFuture<?> next;

  Checker(
      Documents documents,
      Workspace workspace,
      Editor editor,
      ScheduledExecutorService timer,
      ExecutorService compiler) {
    this.documents = documents;
    this.workspace = workspace;
    this.editor = editor;
    this.timer = timer;
    this.compiler = compiler;
  }

  synchronized void configure(Settings other) {
    settings = other;
  }

  /**
   * Checks all open files soon, in place of whatever was to be checked.
   *
   * @param first the file that was changed; null for none
   */
  synchronized void checkSoon(@Nullable Path first) {
    if (first != null) {
      saved.remove(first);
    }
    if (next != null) {
      next.cancel(false);
    }
    next =
        timer.schedule(
            () -> compiler.execute(() -> check(first)), settings.quiet(), TimeUnit.MILLISECONDS);
  }

  /** Notes that the Java server sees a file as it is now. */
  void saved(SourceText source) {
    synchronized (this) {
      saved.add(source.path());
    }
    if (showing() == Showing.WHILE_TYPING) {
      // Behind a check that is under way, which would show it again.
      compiler.execute(() -> publish(source.uri(), source.version(), List.of()));
    }
  }

  /** Takes back what was said of a file, and forgets it. */
  void closed(String uri, Path path) {
    synchronized (this) {
      saved.remove(path);
    }
    compiler.execute(
        () -> {
          parsedMessages.remove(path);
          publish(uri, null, List.of());
        });
  }

  private void check(@Nullable Path first) {
    long generation = documents.generation();
    BooleanSupplier isOutdated = () -> documents.generation() != generation;
    documents.all().stream()
        .sorted(
            (one, other) -> Boolean.compare(other.path().equals(first), one.path().equals(first)))
        .filter(source -> source.concernsRunnel() || source.path().equals(first))
        .forEach(
            source -> {
              if (!isOutdated.getAsBoolean()) {
                check(source, isOutdated);
              }
            });
  }

  private void check(SourceText source, BooleanSupplier isOutdated) {
    Optional<List<Diagnostic>> diagnostics =
        editor.answer(
            "The check of " + source.path(),
            Optional.empty(),
            () -> {
              try {
                return Optional.of(
                    workspace
                        .analysis(source, isOutdated)
                        .map(this::diagnostics)
                        .orElse(List.of()));
              } catch (Cancelled outdated) {
                return Optional.empty();
              }
            });
    if (diagnostics.isPresent() && !isOutdated.getAsBoolean() && showing() != Showing.NEVER) {
      publish(source.uri(), source.version(), isShown(source) ? diagnostics.get() : List.of());
    }
  }

  private List<Diagnostic> diagnostics(Analysis analysis) {
    Path path = analysis.source().path();
    if (analysis.compiled().parsed()) {
      parsedMessages.put(path, Diagnosing.messages(analysis));
      return Diagnosing.of(analysis);
    }
    return Diagnosing.ofUnparsed(analysis, parsedMessages.getOrDefault(path, Set.of()));
  }

  private synchronized Showing showing() {
    return settings.showing();
  }

  /** Tells whether errors are ours to show, and not the Java server's, which sees what is saved. */
  private boolean isShown(SourceText source) {
    return showing() == Showing.ALWAYS || !(wasSaved(source.path()) || Documents.isSaved(source));
  }

  private synchronized boolean wasSaved(Path path) {
    return saved.contains(path);
  }

  private void publish(String uri, @Nullable Integer version, List<Diagnostic> diagnostics) {
    RunnelClient client = editor.client();
    if (client != null) {
      client.publishDiagnostics(new PublishDiagnosticsParams(uri, diagnostics, version));
    }
  }
}
