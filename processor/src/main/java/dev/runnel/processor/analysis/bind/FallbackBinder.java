package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.diagnostic.GuardProblems;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import java.util.Optional;

/** Binds each fallback at the place of the step or chain that it stands in for. */
final class FallbackBinder {
  /** Says what the fallbacks stand in for. */
  private enum Place {
    /** One step of the chain. */
    STEP,
    /** The chain itself: there is no run of it yet. */
    CHAIN
  }

  private final TypeSystem types;
  private final ResolvedChain chain;
  private final Place place;
  private final List<NamedStep> before;
  private final Outputs outputs;

  private FallbackBinder(
      TypeSystem types, ResolvedChain chain, Place place, List<NamedStep> before, Outputs outputs) {
    this.types = types;
    this.chain = chain;
    this.place = place;
    this.before = before;
    this.outputs = outputs;
  }

  /**
   * Prepares to bind fallbacks of a step.
   *
   * @param before the steps before it
   * @param outputs what the chain's input and those steps hand on
   */
  static FallbackBinder ofStep(
      TypeSystem types, ResolvedChain chain, List<NamedStep> before, Outputs outputs) {
    return new FallbackBinder(types, chain, Place.STEP, before, outputs);
  }

  /** Prepares to bind fallbacks of a chain. */
  static FallbackBinder ofChain(TypeSystem types, ResolvedChain chain) {
    return new FallbackBinder(
        types, chain, Place.CHAIN, List.of(), new Outputs(chain.input(), List.of()));
  }

  /** Binds the fallbacks of a guard; empty if nothing of it is left. */
  Optional<BoundGuard> bind(Optional<NamedGuard> guard, Guarded guarded) {
    return guard
        .filter(named -> !named.declared().isEmpty())
        .map(
            named ->
                new BoundGuard(
                    named.declared(),
                    named.fallbacks().stream().map(step -> bind(step, guarded)).toList()));
  }

  private Result<BoundStep> bind(NamedStep named, Guarded guarded) {
    Optional<NamedStep> stream = asStream(named, guarded);
    NamedStep step = stream.orElse(named);
    return new SourceBinder(chain.name(), before, step, guarded.place())
        .bind()
        .map(sources -> stream.isPresent() ? sources.streamed() : sources)
        .flatMap(sources -> bind(step, sources, guarded));
  }

  /** Lets a chain of the class read the stream that the step reads, if it can. */
  private Optional<NamedStep> asStream(NamedStep step, Guarded guarded) {
    boolean isSequence =
        step.chain() != null
            && step.chain().form().isRunnel()
            && step.chain().form() != ChainForm.STREAM_RUNNEL;
    return guarded.reads() == Reads.STREAM && !(place == Place.CHAIN && isSequence)
        ? step.asStream()
        : Optional.empty();
  }

  private Result<BoundStep> bind(NamedStep step, StepSources sources, Guarded guarded) {
    int index = before.size();
    List<BoundParameter> parameters =
        new EdgeBinder(types, step.declared(), sources, outputs, true).bind();
    Guarded fallback = Guarded.of(types, index, step, parameters, outputs);
    FallbackFit fit = new FallbackFit(types, before, step.declared().kind(), guarded, fallback);
    Optional<String> misfit = fit.misfit(parameters, place == Place.CHAIN);
    if (misfit.isPresent()) {
      return Result.rejected(
          GuardProblems.fallbackMismatch(
              step.position(), step.name(), guarded.name(), misfit.get()));
    }
    boolean given = fallback.reads() != Reads.STREAM && fit.isGiven();
    return Result.ok(
        new BoundStep(
            index,
            step,
            given ? List.of() : parameters,
            fallback.output().multiplicity(),
            fallback.output().chunks(),
            bind(step.guard(), fallback)));
  }
}
