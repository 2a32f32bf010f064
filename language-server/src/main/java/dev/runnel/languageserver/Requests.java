package dev.runnel.languageserver;

import dev.runnel.languageserver.feature.Analysis;
import dev.runnel.languageserver.feature.CodeLensing;
import dev.runnel.languageserver.feature.Completing;
import dev.runnel.languageserver.feature.Describing;
import dev.runnel.languageserver.feature.Graph;
import dev.runnel.languageserver.feature.InlayHinting;
import dev.runnel.languageserver.feature.Names;
import dev.runnel.languageserver.feature.QuickFixes;
import dev.runnel.languageserver.feature.Snippets;
import dev.runnel.languageserver.index.Occurrence;
import dev.runnel.languageserver.project.GeneratedSources;
import dev.runnel.languageserver.text.Documents;
import dev.runnel.languageserver.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** Answers questions about open files, one after the other. There is always an answer. */
final class Requests {
  private final Documents documents;
  private final Workspace workspace;
  private final Editor editor;
  private final Executor compiler;
  private volatile boolean withPlaces;

  Requests(Documents documents, Workspace workspace, Editor editor, Executor compiler) {
    this.documents = documents;
    this.workspace = workspace;
    this.editor = editor;
    this.compiler = compiler;
  }

  /** Notes whether the editor can go through the places of a snippet. */
  void configure(boolean snippets) {
    withPlaces = snippets;
  }

  private <T> CompletableFuture<T> ask(String what, T otherwise, Supplier<T> answer) {
    return CompletableFuture.supplyAsync(() -> editor.answer(what, otherwise, answer), compiler);
  }

  private <T> CompletableFuture<T> of(
      String what, String uri, T otherwise, Function<Analysis, T> answer) {
    return ask(what, otherwise, () -> workspace.analysis(uri).map(answer).orElse(otherwise));
  }

  private <T> CompletableFuture<T> at(
      String what,
      TextDocumentPositionParams place,
      T otherwise,
      BiFunction<Analysis, Occurrence, T> answer) {
    return of(
        what,
        place.getTextDocument().getUri(),
        otherwise,
        analysis -> {
          int offset = analysis.source().lines().offset(place.getPosition());
          return analysis
              .index()
              .at(offset)
              .map(name -> answer.apply(analysis, name))
              .orElse(otherwise);
        });
  }

  CompletableFuture<List<CompletionItem>> complete(TextDocumentPositionParams place) {
    return ask(
        "Completion",
        List.of(),
        () -> {
          Optional<SourceText> source = documents.find(place.getTextDocument().getUri());
          return source
              .map(text -> completions(text, text.lines().offset(place.getPosition())))
              .orElse(List.of());
        });
  }

  private List<CompletionItem> completions(SourceText source, int offset) {
    List<CompletionItem> all = new ArrayList<>();
    if (source.concernsRunnel()) {
      all.addAll(Completing.at(source, offset, workspace::offers));
    }
    boolean mayMeanUs =
        source.concernsRunnel()
            || (Snippets.beginsAnnotation(source, offset) && workspace.knows(source));
    if (mayMeanUs) {
      all.addAll(Snippets.at(source, offset, withPlaces));
    }
    return all;
  }

  CompletableFuture<Optional<Hover>> hover(TextDocumentPositionParams place) {
    return of(
        "Hover",
        place.getTextDocument().getUri(),
        Optional.empty(),
        analysis -> Describing.at(analysis, analysis.source().lines().offset(place.getPosition())));
  }

  CompletableFuture<List<Location>> definition(TextDocumentPositionParams place) {
    return at(
        "Definition",
        place,
        List.of(),
        (analysis, name) -> {
          Names here = new Names(List.of(analysis.source()), analysis.compiled());
          List<Location> found = here.declarations(name);
          return found.isEmpty()
              ? workspace.names(analysis.project(), name.name()).declarations(name)
              : found;
        });
  }

  CompletableFuture<List<Location>> references(
      TextDocumentPositionParams place, boolean withDeclarations) {
    return at(
        "References",
        place,
        List.of(),
        (analysis, name) ->
            workspace.names(analysis.project(), name.name()).references(name, withDeclarations));
  }

  CompletableFuture<List<DocumentHighlight>> highlights(TextDocumentPositionParams place) {
    return at(
        "Highlight",
        place,
        List.of(),
        (analysis, name) -> workspace.names(analysis).highlights(analysis.source(), name));
  }

  CompletableFuture<Optional<PrepareRenameResult>> prepareRename(TextDocumentPositionParams place) {
    return at(
        "Rename",
        place,
        Optional.empty(),
        (analysis, name) ->
            Optional.of(
                new PrepareRenameResult(
                    analysis.source().lines().range(name.span().start(), name.span().end()),
                    name.name())));
  }

  CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
    return CompletableFuture.supplyAsync(
        () -> {
          TextDocumentPositionParams place =
              new TextDocumentPositionParams(params.getTextDocument(), params.getPosition());
          @Nullable Analysis analysis =
              workspace.analysis(place.getTextDocument().getUri()).orElse(null);
          Optional<Occurrence> name =
              analysis == null
                  ? Optional.empty()
                  : analysis.index().at(analysis.source().lines().offset(place.getPosition()));
          if (analysis == null || name.isEmpty()) {
            throw refused("Here is no step, parameter or placeholder that Runnel knows.");
          }
          try {
            return workspace
                .names(analysis.project(), name.get().name())
                .rename(name.get(), params.getNewName());
          } catch (Names.CannotRename refusal) {
            throw refused(String.valueOf(refusal.getMessage()));
          }
        },
        compiler);
  }

  private static ResponseErrorException refused(String why) {
    return new ResponseErrorException(
        new ResponseError(ResponseErrorCode.RequestFailed, why, null));
  }

  /**
   * Finds hints, when the project is known: VS Code hears that they are others now only after all
   * servers have answered, and a Java server that starts answers late.
   */
  CompletableFuture<List<InlayHint>> hints(String uri, Range range) {
    Function<Analysis, List<InlayHint>> hints =
        analysis ->
            InlayHinting.of(
                analysis,
                analysis.source().lines().offset(range.getStart()),
                analysis.source().lines().offset(range.getEnd()));
    Supplier<Optional<List<InlayHint>>> known = () -> workspace.analysis(uri).map(hints);
    return ask("Inlay hints", Optional.empty(), known)
        .thenCompose(
            found ->
                found.isPresent()
                    ? CompletableFuture.completedFuture(found.get())
                    : workspace
                        .question(uri)
                        .thenCompose(answered -> of("Inlay hints", uri, List.of(), hints)));
  }

  CompletableFuture<List<CodeLens>> lenses(String uri) {
    return of("Code lenses", uri, List.of(), CodeLensing::of);
  }

  CompletableFuture<List<CodeAction>> actions(CodeActionParams params) {
    return of(
        "Quick fixes",
        params.getTextDocument().getUri(),
        List.of(),
        analysis ->
            QuickFixes.of(
                analysis,
                analysis.source().lines().offset(params.getRange().getStart()),
                analysis.source().lines().offset(params.getRange().getEnd()),
                other -> workspace.trial(analysis.project(), other)));
  }

  CompletableFuture<Optional<Graph>> graph(String uri, String in, String name, int parameters) {
    return of("Graph", uri, Optional.empty(), analysis -> Graph.of(analysis, in, name, parameters));
  }

  CompletableFuture<Optional<Graph>> graph(String uri, Position place) {
    return of(
        "Graph",
        uri,
        Optional.empty(),
        analysis -> Graph.at(analysis, analysis.source().lines().offset(place)));
  }

  /** Finds the file of what is generated for a class. */
  CompletableFuture<Optional<Path>> generated(String uri, String in) {
    return of(
        "Generated class",
        uri,
        Optional.empty(),
        analysis ->
            CodeLensing.generated(analysis, in)
                .flatMap(name -> GeneratedSources.find(analysis.project(), name)));
  }

  CompletableFuture<List<Location>> users(String uri, String in, String name) {
    return of("Users", uri, List.of(), analysis -> CodeLensing.users(analysis, in, name));
  }
}
