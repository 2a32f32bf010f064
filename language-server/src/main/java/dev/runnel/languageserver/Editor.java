package dev.runnel.languageserver;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.jspecify.annotations.Nullable;

/** Tells the author what the server has to say beside its answers. Thread-safe. */
final class Editor {
  private final Set<String> shown = new HashSet<>();
  private @Nullable RunnelClient client;
  private volatile boolean redrawsHints;
  private volatile boolean redrawsLenses;
  private volatile boolean opensDocuments;

  synchronized void connect(RunnelClient other) {
    client = other;
  }

  synchronized @Nullable RunnelClient client() {
    return client;
  }

  /** Takes what the editor says that it can. */
  void configure(@Nullable ClientCapabilities capabilities) {
    redrawsHints = Clients.redrawsHints(capabilities);
    redrawsLenses = Clients.redrawsLenses(capabilities);
    opensDocuments = Clients.opensDocuments(capabilities);
  }

  /** Shows what the author should do; the same only once. */
  void show(String message) {
    RunnelClient known;
    synchronized (this) {
      known = shown.add(message) ? client : null;
    }
    if (known != null) {
      known.showMessage(new MessageParams(MessageType.Warning, message));
    }
  }

  /** Answers what the author has asked for, in words. */
  void tell(String message) {
    RunnelClient known = client();
    if (known != null) {
      known.showMessage(new MessageParams(MessageType.Info, message));
    }
  }

  /** Opens a document for the author; says whether it could. */
  CompletableFuture<Boolean> open(ShowDocumentParams document) {
    RunnelClient known = client();
    return known == null || !opensDocuments
        ? CompletableFuture.completedFuture(false)
        : known
            .showDocument(document)
            .handle((shown, refused) -> refused == null && shown.isSuccess());
  }

  /** Writes down what went wrong, for whoever looks for it. */
  void log(String message) {
    RunnelClient known = client();
    if (known != null) {
      known.logMessage(new MessageParams(MessageType.Error, message));
    }
  }

  /** Returns an answer; if there is none because something is wrong, logs that. */
  <T> T answer(String what, T otherwise, Supplier<T> answer) {
    try {
      return answer.get();
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      log(what + " has failed: " + failure + " at " + List.of(failure.getStackTrace()));
      return otherwise;
    }
  }

  /** Asks the editor to draw anew what depends on other files, as far as it has said it can. */
  void refresh() {
    RunnelClient known = client();
    if (known == null) {
      return;
    }
    if (redrawsHints) {
      ignoreRefusal(known.refreshInlayHints());
    }
    if (redrawsLenses) {
      ignoreRefusal(known.refreshCodeLenses());
    }
  }

  /** An editor may refuse: it then draws anew when the author types. */
  private static void ignoreRefusal(@Nullable CompletableFuture<Void> asked) {
    if (asked != null) {
      asked.exceptionally(refused -> null);
    }
  }
}
