package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintKind;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * Shows what flows between the steps of a chain: behind each name what the step gives, with a star
 * for many, and before a name a mark where streaming stops.
 */
public final class InlayHinting {
  private static final String WAITS = "\u23f8 ";

  private InlayHinting() {}

  /** Shows it for the chains between two places. */
  public static List<InlayHint> of(Analysis analysis, int from, int to) {
    List<InlayHint> hints = new ArrayList<>();
    for (Index.Method method : analysis.index().methods()) {
      Optional<Index.Annotation> chain = method.annotation("Chain");
      if (chain.isPresent()
          && chain.get().whole().end() >= from
          && chain.get().whole().start() <= to) {
        add(analysis, method, chain.get().texts("value"), hints);
      }
    }
    return hints;
  }

  private static void add(
      Analysis analysis, Index.Method method, List<Index.Text> names, List<InlayHint> hints) {
    Optional<Facts.Chain> chain =
        analysis.chain(method).filter(known -> known.steps().size() == names.size());
    for (int i = 0; i < names.size(); i++) {
      Index.Text name = names.get(i);
      if (chain.isPresent() && chain.get().steps().get(i).name().equals(name.value())) {
        Facts.Step step = chain.get().steps().get(i);
        waits(chain.get(), step)
            .ifPresent(why -> hints.add(hint(analysis, name.content().start() - 1, WAITS, why)));
        hints.add(
            hint(
                analysis,
                name.content().end() + 1,
                " \u2192 " + step.gives() + star(step.many()),
                step.whole() == null ? "" : "As a whole: " + step.whole()));
      } else {
        analysis
            .offered(method.in(), name.value())
            .filter(offered -> offered.gives() != null)
            .ifPresent(
                offered ->
                    hints.add(
                        hint(
                            analysis,
                            name.content().end() + 1,
                            " \u2192 " + offered.gives(),
                            offered.told())));
      }
    }
  }

  /** Says for what a step waits, if it is more than one chunk. */
  private static Optional<String> waits(Facts.Chain chain, Facts.Step step) {
    return step.reads().stream()
        .filter(read -> read.adds() != null && read.source() >= 0)
        .filter(read -> chain.steps().get(read.source()).many().equals("many"))
        .map(
            read ->
                "Waits for the whole of '"
                    + chain.steps().get(read.source()).name()
                    + "': "
                    + read.adds())
        .findFirst();
  }

  private static String star(String many) {
    return many.equals("many") ? "*" : many.equals("optional") ? "?" : "";
  }

  private static InlayHint hint(Analysis analysis, int offset, String label, String tip) {
    InlayHint hint =
        new InlayHint(analysis.source().lines().position(offset), Either.forLeft(label));
    hint.setKind(InlayHintKind.Type);
    if (!tip.isEmpty()) {
      hint.setTooltip(tip);
    }
    return hint;
  }
}
