package dev.runnel.languageserver;

import java.util.Optional;
import java.util.function.Function;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeLensWorkspaceCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.InlayHintWorkspaceCapabilities;
import org.eclipse.lsp4j.ShowDocumentCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.jspecify.annotations.Nullable;

/** Reads what an editor says that it can. */
final class Clients {
  private Clients() {}

  /** Tells whether it can go through the places of a snippet. */
  static boolean goesThroughSnippets(@Nullable ClientCapabilities capabilities) {
    return Optional.ofNullable(capabilities)
        .map(ClientCapabilities::getTextDocument)
        .map(TextDocumentClientCapabilities::getCompletion)
        .map(CompletionCapabilities::getCompletionItem)
        .map(CompletionItemCapabilities::getSnippetSupport)
        .orElse(false);
  }

  /** Tells whether it can show that something takes long. */
  static boolean showsProgress(@Nullable ClientCapabilities capabilities) {
    return Optional.ofNullable(capabilities)
        .map(ClientCapabilities::getWindow)
        .map(WindowClientCapabilities::getWorkDoneProgress)
        .orElse(false);
  }

  /** Tells whether it can open a document that the server names. */
  static boolean opensDocuments(@Nullable ClientCapabilities capabilities) {
    return can(
        capabilities,
        ClientCapabilities::getWindow,
        WindowClientCapabilities::getShowDocument,
        ShowDocumentCapabilities::isSupport);
  }

  /** Tells whether it can draw all hints anew. */
  static boolean redrawsHints(@Nullable ClientCapabilities capabilities) {
    return can(
        capabilities,
        ClientCapabilities::getWorkspace,
        WorkspaceClientCapabilities::getInlayHint,
        InlayHintWorkspaceCapabilities::getRefreshSupport);
  }

  /** Tells whether it can draw all code lenses anew. */
  static boolean redrawsLenses(@Nullable ClientCapabilities capabilities) {
    return can(
        capabilities,
        ClientCapabilities::getWorkspace,
        WorkspaceClientCapabilities::getCodeLens,
        CodeLensWorkspaceCapabilities::getRefreshSupport);
  }

  /** What an editor does not speak of, it cannot. */
  private static <A, F> boolean can(
      @Nullable ClientCapabilities capabilities,
      Function<ClientCapabilities, A> area,
      Function<A, F> feature,
      Function<F, Boolean> said) {
    return Optional.ofNullable(capabilities).map(area).map(feature).map(said).orElse(false);
  }
}
