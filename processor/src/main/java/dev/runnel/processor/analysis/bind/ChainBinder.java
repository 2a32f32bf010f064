package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.types.TypeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** Binds one chain whose steps are found: first what reads what, then, step by step, how. */
public final class ChainBinder {
  private final ChainClassContext context;
  private final TypeSystem types;
  private final ResolvedChain chain;

  private ChainBinder(ChainClassContext context, ResolvedChain chain) {
    this.context = context;
    this.types = context.types();
    this.chain = chain;
  }

  /** Binds a chain, unless it is not clear what reads what. */
  public static Result<BoundChain> bind(ChainClassContext context, ResolvedChain chain) {
    return new ChainBinder(context, chain)
        .sources()
        .flatMap(
            sources ->
                new AnswerBinder(context, chain, sources)
                    .bind()
                    .map(answered -> new ChainBinder(context, answered).bind(sources)));
  }

  private Result<List<StepSources>> sources() {
    List<StepSources> sources = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < chain.steps().size(); i++) {
      Result<StepSources> bound =
          new SourceBinder(chain.name(), chain.steps().subList(0, i), chain.steps().get(i), i - 1)
              .bind();
      bound.toOptional().ifPresent(sources::add);
      problems.addAll(bound.problems());
    }
    return problems.isEmpty() ? Result.ok(sources) : new Result.Rejected<>(problems);
  }

  private BoundChain bind(List<StepSources> sources) {
    List<BoundStep> steps = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      steps.add(bind(List.copyOf(steps), sources.get(i)));
    }
    BoundStep last = steps.get(steps.size() - 1);
    Result<BoundOutput> output = new OutputBinder(context, chain.declared(), last).bind();
    Optional<BoundGuard> guard =
        output
            .toOptional()
            .flatMap(
                given ->
                    FallbackBinder.ofChain(types, chain)
                        .bind(chain.guard(), Guarded.of(chain, given, last.output())));
    return new BoundChain(chain, List.copyOf(steps), output, guard);
  }

  private BoundStep bind(List<BoundStep> before, StepSources declared) {
    int index = before.size();
    Outputs outputs = Outputs.of(chain, before);
    NamedStep named = chain.steps().get(index);
    Optional<NamedStep> stream = asStream(named, declared, outputs);
    NamedStep step = stream.orElse(named);
    StepSources sources = stream.isPresent() ? declared.streamed() : declared;
    List<BoundParameter> parameters =
        new EdgeBinder(types, step.declared(), sources, outputs, step.guard().isPresent()).bind();
    Guarded guarded = Guarded.of(types, index, step, parameters, outputs);
    List<NamedStep> names = before.stream().map(BoundStep::named).toList();
    return new BoundStep(
        index,
        step,
        parameters,
        guarded.output().multiplicity(),
        guarded.output().chunks(),
        FallbackBinder.ofStep(types, chain, names, outputs).bind(step.guard(), guarded));
  }

  /** Lets a chain read as a stream what comes to it, if that is not one chunk, and if it can. */
  private Optional<NamedStep> asStream(NamedStep step, StepSources sources, Outputs outputs) {
    if (step.chain() == null) {
      return Optional.empty();
    }
    Output source = outputs.of(sources.sources().get(0));
    TypeMirror input = step.declared().parameters().get(0).element();
    return source.multiplicity() != Multiplicity.ONE
            && types.conversion(source.chunk(), input) != null
        ? step.asStream()
        : Optional.empty();
  }
}
