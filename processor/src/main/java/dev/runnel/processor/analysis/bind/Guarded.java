package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.DeclaredParameter;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import java.util.List;
import javax.lang.model.type.TypeMirror;

/**
 * How a step or a chain reads and gives: what fallbacks have to fit.
 *
 * @param name its name
 * @param reads how it reads
 * @param streamed the index of the step whose chunks it reads; if it reads a whole, of the step
 *     before it
 * @param sources the index of each step that it reads
 * @param inputs the types of what it reads, for a stream or chunks those of one chunk
 * @param output what it gives; as a whole only what a call that it returns adds up to
 */
record Guarded(
    String name,
    Reads reads,
    int streamed,
    List<Integer> sources,
    List<TypeMirror> inputs,
    Output output) {
  /** Looks at a step whose parameters are bound. */
  static Guarded of(int index, NamedStep step, List<BoundParameter> parameters, Outputs outputs) {
    DeclaredStep declared = step.declared();
    List<BoundParameter> data = parameters.stream().filter(BoundParameter::isData).toList();
    List<BoundParameter> streams = data.stream().filter(each -> !each.readsWhole()).toList();
    Reads reads = BoundStep.reads(parameters);
    int streamed = streams.isEmpty() ? index - 1 : streams.get(0).source();
    Multiplicity source =
        streams.isEmpty() ? Multiplicity.ONE : outputs.of(streamed).multiplicity();
    return new Guarded(
        step.name(),
        reads,
        streamed,
        data.stream().map(BoundParameter::source).toList(),
        (streams.isEmpty() ? data : streams)
            .stream().map(BoundParameter::declared).map(DeclaredParameter::element).toList(),
        new Output(
            declared.chunk(),
            declared.kind() == StepKind.METHOD ? BoundStep.ownWhole(declared, reads) : null,
            BoundStep.multiplicity(step, reads, source),
            declared.cumulative()));
  }

  /** Looks at a chain as a whole: its fallbacks stand where its steps do. */
  static Guarded of(ResolvedChain chain, BoundOutput given, Output last) {
    return new Guarded(
        chain.name(),
        chain.readsStream() ? Reads.STREAM : Reads.WHOLE,
        StepParameter.INPUT,
        List.of(StepParameter.INPUT),
        List.of(chain.declared().input()),
        new Output(given.chunk(), null, last.multiplicity(), last.cumulative()));
  }

  /** Returns what a fallback's parameter reads if only its place says so. */
  int place() {
    boolean streams = reads == Reads.CHUNK || reads == Reads.STREAM;
    return streams || sources.size() != 1 ? streamed : sources.get(0);
  }
}
