package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;

/** Describes a step or a chain: what it reads and gives, what reads it, and a chain's graph. */
public final class Describing {
  private final Facts.ChainClass type;
  private final StringBuilder text = new StringBuilder();

  private Describing(Facts.ChainClass type) {
    this.type = type;
  }

  /** Describes what stands at a place; empty if that is no step. */
  public static Optional<Hover> at(Analysis analysis, int offset) {
    Optional<Occurrence> name = analysis.index().at(offset);
    Optional<Facts.ChainClass> type =
        analysis.index().typeAt(offset).flatMap(found -> analysis.facts().of(found.name()));
    if (name.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    return analysis
        .offered(type.get().name(), name.get().name())
        .filter(step -> isStep(analysis.index(), name.get()))
        .map(step -> new Describing(type.get()).describe(step))
        .map(
            markdown ->
                new Hover(
                    new MarkupContent(MarkupKind.MARKDOWN, markdown),
                    analysis
                        .source()
                        .lines()
                        .range(name.get().span().start(), name.get().span().end())));
  }

  /** A parameter means a step only where it reads the step of its name. */
  private static boolean isStep(Index index, Occurrence name) {
    return name.role() == Occurrence.Role.STRING
        || name.role() == Occurrence.Role.READER
        || index.methods().stream().anyMatch(method -> method.symbol().equals(name.symbol()));
  }

  private String describe(Facts.Offered step) {
    line(
        "**"
            + (step.chain() ? "chain" : "step")
            + " `"
            + step.name()
            + "`** `"
            + step.told()
            + "`");
    if (step.whole() != null) {
      line("As a whole: `" + step.whole() + "`");
    }
    type.chains().stream()
        .filter(chain -> step.chain() && chain.name().equals(step.name()))
        .forEach(this::chain);
    for (Facts.Chain chain : type.chains()) {
      for (int i = 0; i < chain.steps().size(); i++) {
        if (chain.steps().get(i).name().equals(step.name())) {
          inChain(chain, i);
        }
      }
    }
    return text.toString().strip();
  }

  private void chain(Facts.Chain chain) {
    line("Takes `" + chain.takes() + "`, streams `" + chain.streams() + "`" + many(chain.many()));
    line("Its chunks add up to " + chain.adds());
    text.append("```mermaid\n").append(chain.mermaid()).append("```\n\n");
  }

  private void inChain(Facts.Chain chain, int index) {
    Facts.Step step = chain.steps().get(index);
    List<String> reads = new ArrayList<>();
    for (Facts.Read read : step.reads()) {
      reads.add(source(chain, read.source()) + " (" + how(read) + ")");
    }
    line(
        "In chain `"
            + chain.name()
            + "`: reads "
            + (reads.isEmpty() ? "nothing" : String.join(" and ", reads))
            + "; gives `"
            + step.gives()
            + "`"
            + many(step.many())
            + "; is read by "
            + readers(chain, index));
  }

  private static String readers(Facts.Chain chain, int index) {
    String readers =
        chain.steps().stream()
            .flatMap(
                reader ->
                    reader.reads().stream()
                        .filter(read -> read.source() == index)
                        .map(read -> "`" + reader.name() + "` (" + how(read) + ")"))
            .distinct()
            .collect(Collectors.joining(" and "));
    return readers.isEmpty() ? "the caller" : readers;
  }

  private static String source(Facts.Chain chain, int source) {
    return source < 0 ? "the chain's input" : "`" + chain.steps().get(source).name() + "`";
  }

  static String how(Facts.Read read) {
    if (read.adds() != null) {
      return read.adds();
    }
    return (read.edge().equals("chunk") ? "each " : "a stream of ") + read.type();
  }

  private static String many(String many) {
    return switch (many) {
      case "many" -> ", many";
      case "optional" -> ", one or none";
      default -> "";
    };
  }

  private void line(String line) {
    text.append(line).append("\n\n");
  }
}
