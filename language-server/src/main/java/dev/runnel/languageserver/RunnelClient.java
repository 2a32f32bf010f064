package dev.runnel.languageserver;

import dev.runnel.languageserver.project.ProjectSettings;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/** An editor, as the server sees it. */
public interface RunnelClient extends LanguageClient {
  /**
   * Asks for the project of a file, as the editor's Java server knows it. Only an editor that says
   * {@code javaServer} in its initialization options is asked; it runs {@code
   * java.project.getClasspaths} there.
   *
   * @param document the file
   * @return the project, with paths that are absolute; null if it is unknown
   */
  @JsonRequest("runnel/project")
  CompletableFuture<@Nullable ProjectSettings> project(TextDocumentIdentifier document);
}
