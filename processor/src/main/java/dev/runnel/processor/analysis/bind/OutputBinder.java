package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.TypeWords;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import javax.lang.model.type.TypeMirror;

/** Finds out what a chain gives, of what it declares and what its last step gives. */
final class OutputBinder {
  private final ChainClassContext context;
  private final TypeSystem types;
  private final WholeRules rules;
  private final DeclaredChain chain;
  private final BoundStep lastStep;
  private final Output last;

  OutputBinder(ChainClassContext context, DeclaredChain chain, BoundStep lastStep) {
    this.context = context;
    this.types = context.types();
    this.rules = new WholeRules(types);
    this.chain = chain;
    this.lastStep = lastStep;
    this.last = lastStep.output();
  }

  Result<BoundOutput> bind() {
    TypeMirror chunk = chain.chunk() == null ? last.chunk() : chain.chunk();
    Conversion conversion = types.conversion(last.chunk(), chunk);
    if (conversion == null) {
      return Result.rejected(
          ChainProblems.chainChunkMismatch(
              chain.position(),
              chain.name(),
              Words.both(chunk),
              lastStep.name(),
              Words.both(last.chunk()),
              elements(chunk)));
    }
    TypeMirror whole = conversion == Conversion.NONE ? last.whole() : null;
    return bind(new Output(chunk, whole, multiplicity(conversion), last.chunks()), conversion);
  }

  /** Says how many chunks there are after the conversion; the only one may have no text. */
  private Multiplicity multiplicity(Conversion conversion) {
    return conversion == Conversion.CHUNK_TEXT && last.multiplicity() == Multiplicity.ONE
        ? Multiplicity.MANY
        : last.multiplicity();
  }

  private String elements(TypeMirror wanted) {
    return ListGiver.better(types, lastStep.declared(), wanted)
        .map(
            better ->
                "If '"
                    + lastStep.name()
                    + "' returns "
                    + better
                    + ", it gives its elements one after the other.")
        .orElse("");
  }

  private Result<BoundOutput> bind(Output given, Conversion conversion) {
    TypeMirror chunk = given.chunk();
    TypeMirror declared = chain.whole();
    if (chain.collect() != null) {
      return new CollectMethod(context, chain, chain.collect(), chunk)
          .find()
          .map(
              method ->
                  new BoundOutput(
                      chunk,
                      conversion,
                      declared == null ? method.gives() : declared,
                      method.wholeness()));
    }
    if (declared == null) {
      return Result.ok(
          new BoundOutput(chunk, conversion, rules.naturalType(given), rules.natural(given)));
    }
    return rules
        .find(given, declared)
        .map(whole -> Result.ok(new BoundOutput(chunk, conversion, declared, whole)))
        .orElseGet(() -> Result.rejected(misfit(given, declared)));
  }

  private Problem misfit(Output given, TypeMirror declared) {
    if (given.isMany() && types.conversion(given.chunk(), declared) != null) {
      TypeWords one = Words.both(declared);
      TypeWords element = Words.both(given.chunk());
      return rules.isOfTexts(given)
          ? ChainProblems.chainCannotJoin(chain.position(), chain.name(), one, element)
          : ChainProblems.chainCannotCollect(chain.position(), chain.name(), one, element);
    }
    return ChainProblems.chainWholeMismatch(
        chain.position(),
        chain.name(),
        Words.both(declared),
        Words.both(given.chunk()),
        Words.both(rules.naturalType(given)),
        Words.both(given.chunk()));
  }
}
