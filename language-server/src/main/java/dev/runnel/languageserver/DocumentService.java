package dev.runnel.languageserver;

import dev.runnel.languageserver.text.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;

/** The protocol's requests and notifications about files. */
final class DocumentService implements TextDocumentService {
  private final Documents documents;
  private final Workspace workspace;
  private final Checker checker;
  private final Requests requests;
  private final Executor compiler;

  DocumentService(
      Documents documents,
      Workspace workspace,
      Checker checker,
      Requests requests,
      Executor compiler) {
    this.documents = documents;
    this.workspace = workspace;
    this.checker = checker;
    this.requests = requests;
    this.compiler = compiler;
  }

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    documents.open(uri, params.getTextDocument().getVersion(), params.getTextDocument().getText());
    checker.checkSoon(path(uri));
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    documents.change(uri, params.getTextDocument().getVersion(), params.getContentChanges());
    checker.checkSoon(path(uri));
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    documents.close(uri);
    Path path = path(uri);
    if (path != null) {
      compiler.execute(() -> workspace.forget(path));
      checker.closed(uri, path);
    }
    checker.checkSoon(null);
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    documents.find(params.getTextDocument().getUri()).ifPresent(checker::saved);
  }

  private static @Nullable Path path(String uri) {
    return Documents.path(uri).orElse(null);
  }

  @Override
  public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(
      CompletionParams params) {
    return requests.complete(params).thenApply(Either::forLeft);
  }

  @Override
  public CompletableFuture<Hover> hover(HoverParams params) {
    return requests.hover(params).thenApply(Absent::orNull);
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>>
      definition(DefinitionParams params) {
    return requests.definition(params).thenApply(Either::forLeft);
  }

  @Override
  public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
    return requests
        .references(params, params.getContext().isIncludeDeclaration())
        .thenApply(found -> found);
  }

  @Override
  public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(
      DocumentHighlightParams params) {
    return requests.highlights(params).thenApply(found -> found);
  }

  @Override
  public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>>
      prepareRename(PrepareRenameParams params) {
    return requests
        .prepareRename(params)
        .thenApply(
            found ->
                Absent.orNull(
                    found.map(
                        Either3
                            ::<Range, PrepareRenameResult,
                                PrepareRenameDefaultBehavior>forSecond)));
  }

  @Override
  public CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
    return requests.rename(params);
  }

  @Override
  public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
    return requests.hints(params.getTextDocument().getUri(), params.getRange());
  }

  @Override
  public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
    return requests.lenses(params.getTextDocument().getUri()).thenApply(found -> found);
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    return requests
        .actions(params)
        .thenApply(actions -> actions.stream().map(Either::<Command, CodeAction>forRight).toList());
  }
}
