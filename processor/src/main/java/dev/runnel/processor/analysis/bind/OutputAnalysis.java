package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.AnalysisContext;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Checks what a chain says that it streams and gives, against what its last step gives. */
public final class OutputAnalysis {
  private final AnalysisContext context;
  private final TypeSystem types;
  private final WholeRules rules;
  private final ChainSignature signature;
  private final String lastStep;
  private final Flow last;
  private final Report report;

  public OutputAnalysis(
      AnalysisContext context,
      ChainSignature signature,
      String lastStep,
      Flow last,
      Report report) {
    this.context = context;
    this.types = context.types();
    this.rules = new WholeRules(types);
    this.signature = signature;
    this.lastStep = lastStep;
    this.last = last;
    this.report = report;
  }

  /** Finds out what the chain gives; null if that is not what it declares. */
  public @Nullable ChainOutput run() {
    TypeMirror chunk = signature.chunk() == null ? last.chunk() : signature.chunk();
    Conversion conversion = types.conversion(last.chunk(), chunk);
    if (conversion == null) {
      report.add(
          ChainProblems.chainChunkMismatch(
              signature.position(),
              signature.name(),
              Words.of(chunk),
              lastStep,
              Words.of(last.chunk())));
      return null;
    }
    TypeMirror whole = conversion == Conversion.NONE ? last.whole() : null;
    Flow flow = new Flow(chunk, whole, last.multiplicity(), last.cumulative());
    if (!signature.annotation().text("collect").isEmpty()) {
      return collected(flow, conversion);
    }
    if (signature.whole() == null) {
      return new ChainOutput(chunk, conversion, rules.naturalType(flow), rules.natural(flow));
    }
    Wholeness found = rules.find(flow, signature.whole());
    if (found == null) {
      reportWhole(flow, signature.whole());
      return null;
    }
    return new ChainOutput(chunk, conversion, signature.whole(), found);
  }

  private @Nullable ChainOutput collected(Flow flow, Conversion conversion) {
    TypeMirror list = types.of(TypeNames.LIST, flow.chunk());
    CollectMethod collect = new CollectMethod(context, signature, flow.chunk(), list, report);
    Wholeness wholeness = collect.find(signature.whole());
    TypeMirror whole = collect.returned();
    return wholeness == null || whole == null
        ? null
        : new ChainOutput(
            flow.chunk(),
            conversion,
            signature.whole() == null ? whole : signature.whole(),
            wholeness);
  }

  private void reportWhole(Flow flow, TypeMirror declared) {
    boolean fits = flow.isMany() && types.conversion(flow.chunk(), declared) != null;
    Position position = signature.position();
    if (fits) {
      report.add(
          ChainProblems.chainCannotCollect(
              position, signature.name(), Words.of(declared), Words.simple(flow.chunk())));
      return;
    }
    report.add(
        ChainProblems.chainWholeMismatch(
            position,
            signature.name(),
            Words.of(declared),
            Words.of(flow.chunk()),
            Words.of(rules.naturalType(flow)),
            Words.simple(flow.chunk())));
  }
}
