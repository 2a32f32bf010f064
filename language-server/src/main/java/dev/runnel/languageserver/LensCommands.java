package dev.runnel.languageserver;

import dev.runnel.languageserver.feature.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.jspecify.annotations.Nullable;

/**
 * Opens in the editor what its lenses stand for. An editor with views of its own does that itself,
 * with what the other commands return.
 */
final class LensCommands {
  /** The protocol allows no selection; Eclipse's client (LSP4E 0.19) opens nothing without one. */
  private static final Range TOP = new Range(new Position(0, 0), new Position(0, 0));

  private final Requests requests;
  private final Editor editor;
  private @Nullable Path pages;

  LensCommands(Requests requests, Editor editor) {
    this.requests = requests;
    this.editor = editor;
  }

  /** Opens a chain's graph as a page. */
  CompletableFuture<Void> openGraph(String uri, String in, String chain, int parameters) {
    return requests
        .graph(uri, in, chain, parameters)
        .thenCompose(
            graph ->
                graph.isEmpty()
                    ? told("The chain '" + chain + "' has a mistake, so that it has no graph.")
                    : open(graph.get()));
  }

  private CompletableFuture<Void> open(Graph graph) {
    try {
      ShowDocumentParams page = document(write(graph).toUri().toString(), TOP);
      page.setExternal(true);
      return open(
          page, "This editor opens no pages. Point at '" + graph.chain() + "' for its graph.");
    } catch (IOException failure) {
      return told("The graph of '" + graph.chain() + "' cannot be written: " + failure);
    }
  }

  private synchronized Path write(Graph graph) throws IOException {
    if (pages == null) {
      pages = Files.createTempDirectory("runnel-graphs");
      pages.toFile().deleteOnExit();
    }
    Path page = pages.resolve(graph.in() + "." + graph.chain() + ".html");
    Files.writeString(page, graph.page());
    page.toFile().deleteOnExit();
    return page;
  }

  /** Opens the first place where chains name a step, and says where the others are. */
  CompletableFuture<Void> openUsers(String uri, String in, String step) {
    return requests
        .users(uri, in, step)
        .thenCompose(
            users -> users.isEmpty() ? told("No chain names '" + step + "'.") : open(step, users));
  }

  private CompletableFuture<Void> open(String step, List<Location> users) {
    String where =
        "Chains name '"
            + step
            + "' in "
            + (users.size() == 1 ? "line " : "lines ")
            + users.stream()
                .map(each -> String.valueOf(each.getRange().getStart().getLine() + 1))
                .collect(Collectors.joining(", "))
            + ".";
    ShowDocumentParams first = document(users.get(0).getUri(), users.get(0).getRange());
    return open(first, opened -> !opened || users.size() > 1, where);
  }

  /** Opens what is generated for a chain class. */
  CompletableFuture<Void> openGenerated(String uri, String in) {
    return requests
        .generated(uri, in)
        .thenCompose(
            file ->
                file.isEmpty()
                    ? told("Nothing is generated yet for '" + in + "': build the project once.")
                    : open(file.get()));
  }

  private CompletableFuture<Void> open(Path file) {
    return open(document(file.toUri().toString(), TOP), "It is in " + file + ".");
  }

  private static ShowDocumentParams document(String uri, Range selection) {
    ShowDocumentParams document = new ShowDocumentParams(uri);
    document.setSelection(selection);
    document.setTakeFocus(true);
    return document;
  }

  private CompletableFuture<Void> open(ShowDocumentParams document, String otherwise) {
    return open(document, opened -> !opened, otherwise);
  }

  private CompletableFuture<Void> open(
      ShowDocumentParams document, Predicate<Boolean> isToBeTold, String message) {
    return editor
        .open(document)
        .thenCompose(
            opened ->
                isToBeTold.test(opened) ? told(message) : CompletableFuture.completedFuture(null));
  }

  private CompletableFuture<Void> told(String message) {
    editor.tell(message);
    return CompletableFuture.completedFuture(null);
  }
}
