package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Declares what a chain takes, streams or gives as its steps do it. */
final class ChainTypeFixes {
  private ChainTypeFixes() {}

  static List<Fix> declare(Broken broken) {
    Optional<Index.Method> chain = broken.method("chain");
    if (chain.isEmpty()) {
      return List.of();
    }
    return switch (broken.problem().kind()) {
      case "CHAIN_INPUT_MISMATCH" -> fix(broken, input(chain.get()), broken.value("reads"));
      case "CHAIN_CHUNK_MISMATCH" -> fix(broken, chunk(chain.get()), broken.value("gives"));
      case "CHAIN_WHOLE_MISMATCH" ->
          fix(broken, whole(broken, chain.get()), broken.value("natural"));
      default ->
          fix(
              broken,
              whole(broken, chain.get()),
              broken.value("element").map(element -> "List<" + element + ">"));
    };
  }

  private static List<Fix> fix(Broken broken, Span place, Optional<String> type) {
    if (!place.exists() || type.isEmpty()) {
      return List.of();
    }
    List<Fix.Change> changes = new ArrayList<>();
    changes.add(new Fix.Change(place, type.get()));
    if (type.get().startsWith("List<")) {
      changes.addAll(Imports.of(broken.text(), "java.util.List"));
    }
    String before = broken.text().substring(place.start(), place.end());
    return List.of(new Fix("Declare " + type.get() + " instead of " + before, changes));
  }

  private static boolean isSequence(Index.Method chain) {
    return chain.arguments().size() == 3;
  }

  private static Span input(Index.Method chain) {
    if (isSequence(chain)) {
      return chain.arguments().get(0);
    }
    return chain.parameters().size() == 1 ? chain.parameters().get(0).type() : Span.NONE;
  }

  private static Span chunk(Index.Method chain) {
    if (isSequence(chain)) {
      return chain.arguments().get(1);
    }
    return chain.arguments().size() == 1 ? chain.arguments().get(0) : Span.NONE;
  }

  /** A plain call returns its whole, or the future of it. */
  private static Span whole(Broken broken, Index.Method chain) {
    if (isSequence(chain)) {
      return chain.arguments().get(2);
    }
    String returns = broken.text().substring(chain.returns().start(), chain.returns().end());
    return returns.startsWith("CompletableFuture<") && chain.arguments().size() == 1
        ? chain.arguments().get(0)
        : chain.returns();
  }
}
