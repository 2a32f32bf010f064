package dev.runnel.languageserver;

import java.util.Optional;
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
    return Optional.ofNullable(capabilities)
        .map(ClientCapabilities::getWindow)
        .map(WindowClientCapabilities::getShowDocument)
        .map(ShowDocumentCapabilities::isSupport)
        .orElse(false);
  }

  /** Tells whether it can draw all hints anew. */
  static boolean redrawsHints(@Nullable ClientCapabilities capabilities) {
    return Optional.ofNullable(capabilities)
        .map(ClientCapabilities::getWorkspace)
        .map(WorkspaceClientCapabilities::getInlayHint)
        .map(InlayHintWorkspaceCapabilities::getRefreshSupport)
        .orElse(false);
  }

  /** Tells whether it can draw all code lenses anew. */
  static boolean redrawsLenses(@Nullable ClientCapabilities capabilities) {
    return Optional.ofNullable(capabilities)
        .map(ClientCapabilities::getWorkspace)
        .map(WorkspaceClientCapabilities::getCodeLens)
        .map(CodeLensWorkspaceCapabilities::getRefreshSupport)
        .orElse(false);
  }
}
