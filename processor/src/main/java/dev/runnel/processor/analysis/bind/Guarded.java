package dev.runnel.processor.analysis.bind;

import dev.runnel.annotations.Chunks;
import dev.runnel.processor.analysis.read.DeclaredParameter;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import java.util.Optional;
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
  static Guarded of(
      TypeSystem types,
      int index,
      NamedStep step,
      List<BoundParameter> parameters,
      Outputs outputs) {
    DeclaredStep declared = step.declared();
    List<BoundParameter> data = parameters.stream().filter(BoundParameter::isData).toList();
    List<BoundParameter> streams = data.stream().filter(each -> !each.readsWhole()).toList();
    Reads reads = BoundStep.reads(parameters);
    int streamed = streams.isEmpty() ? index - 1 : streams.get(0).source();
    Optional<Output> source =
        streams.isEmpty() ? Optional.empty() : Optional.of(outputs.of(streamed));
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
            BoundStep.multiplicity(
                step, reads, source.map(Output::multiplicity).orElse(Multiplicity.ONE)),
            chunks(types, step, reads, source)));
  }

  /**
   * Says what the chunks of a step are to each other: what it says; or items, if its own whole is a
   * list of them, or if it is called for each item, whose end would be lost in one text.
   */
  private static Chunks chunks(
      TypeSystem types, NamedStep step, Reads reads, Optional<Output> source) {
    DeclaredStep declared = step.declared();
    if (declared.run().chunks() != null) {
      return declared.run().chunks();
    }
    TypeMirror whole = BoundStep.ownWhole(declared, reads);
    if (whole != null) {
      return types.isListOf(whole, declared.chunk()) ? Chunks.ITEMS : Chunks.PIECES;
    }
    boolean readsItems = source.filter(known -> known.chunks() == Chunks.ITEMS).isPresent();
    return reads == Reads.CHUNK && readsItems ? Chunks.ITEMS : Chunks.PIECES;
  }

  /** Looks at a chain as a whole: its fallbacks stand where its steps do. */
  static Guarded of(ResolvedChain chain, BoundOutput given, Output last) {
    return new Guarded(
        chain.name(),
        chain.readsStream() ? Reads.STREAM : Reads.WHOLE,
        StepParameter.INPUT,
        List.of(StepParameter.INPUT),
        List.of(chain.declared().input()),
        new Output(given.chunk(), null, last.multiplicity(), last.chunks()));
  }

  /** Returns what a fallback's parameter reads if only its place says so. */
  int place() {
    boolean streams = reads == Reads.CHUNK || reads == Reads.STREAM;
    return streams || sources.size() != 1 ? streamed : sources.get(0);
  }
}
