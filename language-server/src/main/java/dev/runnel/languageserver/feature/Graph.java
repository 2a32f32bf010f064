package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Index;
import java.util.Optional;

/**
 * A chain's graph, as the command {@code runnel.graph} returns it.
 *
 * @param in the chain's class
 * @param chain the chain
 * @param mermaid the graph in Mermaid's words
 * @param svg a picture of it, in the colour of the text around it
 */
public record Graph(String in, String chain, String mermaid, String svg) {
  /** Returns a page with the picture. */
  public String page() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>%1$s</title>
        <style>:root { color-scheme: light dark; } body { font-family: sans-serif; }</style>
        </head>
        <body>
        <h3>%1$s <small>%2$s</small></h3>
        %3$s
        </body>
        </html>
        """
        .formatted(ChainPicture.escaped(chain), ChainPicture.escaped(in), svg);
  }

  /**
   * Draws a chain.
   *
   * @return empty if the chain is wrong or unknown
   */
  public static Optional<Graph> of(Analysis analysis, String in, String name, int parameters) {
    return analysis.index().methods(in, name).stream()
        .filter(method -> method.parameters().size() == parameters)
        .findFirst()
        .flatMap(method -> of(analysis, method));
  }

  /**
   * Draws the chain at a place, or the first chain with the step that is there.
   *
   * @return empty if there is none that is right
   */
  public static Optional<Graph> at(Analysis analysis, int offset) {
    return analysis
        .index()
        .methodAt(offset)
        .flatMap(method -> of(analysis, method).or(() -> ofFirstWith(analysis, method)));
  }

  private static Optional<Graph> ofFirstWith(Analysis analysis, Index.Method step) {
    return analysis.facts().of(step.in()).stream()
        .flatMap(type -> type.chains().stream())
        .filter(chain -> chain.steps().stream().anyMatch(each -> each.name().equals(step.name())))
        .findFirst()
        .map(chain -> drawn(step.in(), chain));
  }

  private static Optional<Graph> of(Analysis analysis, Index.Method method) {
    return analysis.chain(method).map(chain -> drawn(method.in(), chain));
  }

  private static Graph drawn(String in, Facts.Chain chain) {
    return new Graph(in, chain.name(), chain.mermaid(), ChainPicture.of(chain));
  }
}
