package dev.runnel.processor.analysis;

import dev.runnel.processor.analysis.bind.ChainOutput;
import dev.runnel.processor.analysis.bind.ChainStep;
import dev.runnel.processor.analysis.bind.FallbackBinder;
import dev.runnel.processor.analysis.bind.Flow;
import dev.runnel.processor.analysis.bind.Guarded;
import dev.runnel.processor.analysis.bind.OutputAnalysis;
import dev.runnel.processor.analysis.bind.StepBinder;
import dev.runnel.processor.analysis.bind.StepBinding;
import dev.runnel.processor.analysis.bind.StepEdges;
import dev.runnel.processor.analysis.check.BufferedEdges;
import dev.runnel.processor.analysis.check.Mismatches;
import dev.runnel.processor.analysis.check.StreamingCheck;
import dev.runnel.processor.analysis.emit.StepModels;
import dev.runnel.processor.analysis.emit.StepNames;
import dev.runnel.processor.analysis.read.AnalysisContext;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.analysis.read.Javadoc;
import dev.runnel.processor.analysis.read.ParameterDeclaration;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.analysis.read.StepDeclaration;
import dev.runnel.processor.diagnostic.BindingProblems;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Guard;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.types.TypeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Checks one chain whose steps are known, and makes its model. */
public final class ChainAnalysis {
  private final AnalysisContext context;
  private final TypeSystem types;
  private final ChainSignature signature;
  private final boolean readsStream;
  private final FallbackBinder.Lookup lookup;
  private final Report report;
  private final List<ChainStep> steps;
  private final List<Step> models = new ArrayList<>();
  private final List<Flow> flows = new ArrayList<>();
  private final Mismatches mismatches;

  /**
   * Prepares the analysis.
   *
   * @param context the chain class
   * @param signature the chain
   * @param steps its steps
   * @param readsStream whether its input is a stream
   * @param lookup finds fallbacks, and steps that are chains as they are when they read a stream
   * @param report where to say what is wrong
   */
  public ChainAnalysis(
      AnalysisContext context,
      ChainSignature signature,
      List<ChainStep> steps,
      boolean readsStream,
      FallbackBinder.Lookup lookup,
      Report report) {
    this.context = context;
    this.types = context.types();
    this.signature = signature;
    this.steps = new ArrayList<>(steps);
    this.readsStream = readsStream;
    this.lookup = lookup;
    this.report = report;
    this.mismatches = new Mismatches(types, signature, this.steps, report);
  }

  /** Analyses the chain; returns null if it reported an error. */
  public @Nullable AnalyzedChain run() {
    List<StepBinding> bindings = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      StepBinding binding = new StepBinder(signature.name(), steps, i, report).bind();
      if (binding != null) {
        bindings.add(binding);
      }
    }
    if (bindings.size() < steps.size()) {
      return null;
    }
    reportUnused(bindings);
    StepNames names = new StepNames(steps);
    for (int i = 0; i < steps.size(); i++) {
      analyze(i, bindings.get(i), names);
    }
    ChainOutput output = output();
    if (output == null || report.hasErrors()) {
      return null;
    }
    List<Step> buffered = new BufferedEdges(signature, steps, models, report).mark();
    new StreamingCheck(types, signature, steps, buffered, flows, report).check();
    return report.hasErrors() ? null : analyzed(buffered, output);
  }

  private void reportUnused(List<StepBinding> bindings) {
    for (int i = 0; i < steps.size() - 1; i++) {
      int source = i;
      boolean read =
          IntStream.range(i + 1, steps.size())
              .anyMatch(reader -> reads(reader, bindings.get(reader), source));
      if (!read) {
        report.add(
            BindingProblems.unusedStep(
                steps.get(i).position(), steps.get(i).name(), signature.name()));
      }
    }
  }

  private boolean reads(int reader, StepBinding binding, int source) {
    List<ParameterDeclaration> parameters = steps.get(reader).declaration().parameters();
    return IntStream.range(0, parameters.size())
        .anyMatch(i -> parameters.get(i).isData() && binding.sources().get(i) == source);
  }

  private Flow flow(int source) {
    return source == StepParameter.INPUT
        ? new Flow(
            signature.input(), null, readsStream ? Multiplicity.MANY : Multiplicity.ONE, false)
        : flows.get(source);
  }

  private void analyze(int index, StepBinding declared, StepNames names) {
    StepBinding binding = declared;
    if (steps.get(index).declaration().kind() == StepKind.CHAIN) {
      Optional<ChainStep> stream = asStream(index, declared);
      if (stream.isPresent()) {
        steps.set(index, stream.get());
        binding = new StepBinding(declared.sources(), declared.byPlace(), 0);
      }
    }
    ChainStep chainStep = steps.get(index);
    StepDeclaration step = chainStep.declaration();
    boolean guards = step.kind() != StepKind.CHAIN && lookup.guards().of(step.member()) != null;
    List<StepParameter> parameters =
        new StepEdges(types, index, step, binding, this::flow, mismatches, guards).parameters();
    FallbackBinder binder = new FallbackBinder(types, signature, steps, this::flow, lookup, report);
    Guarded guarded = binder.guarded(index, chainStep, parameters, binding);
    Multiplicity multiplicity = guarded.multiplicity();
    TypeMirror whole = StepModels.whole(step, guarded.reads());
    flows.add(new Flow(step.chunk(), whole, multiplicity, step.cumulative()));
    models.add(
        StepModels.of(
            types,
            index,
            chainStep,
            names,
            parameters,
            multiplicity,
            guards ? binder.bind(index, guarded) : null));
  }

  /** Finds out whether a chain that many chunks come to can read them as a stream. */
  private Optional<ChainStep> asStream(int index, StepBinding binding) {
    Flow source = flow(binding.sources().get(0));
    if (source.multiplicity() == Multiplicity.ONE) {
      return Optional.empty();
    }
    return lookup
        .streamed(steps.get(index))
        .filter(
            step ->
                types.conversion(source.chunk(), step.declaration().parameters().get(0).element())
                    != null);
  }

  private @Nullable ChainOutput output() {
    int last = steps.size() - 1;
    return new OutputAnalysis(context, signature, steps.get(last).name(), flows.get(last), report)
        .run();
  }

  private @Nullable AnalyzedChain analyzed(List<Step> buffered, ChainOutput output) {
    if (signature.form() == ChainForm.STREAM_RUNNEL && readers(buffered, false) == 0) {
      report.add(
          ChainProblems.streamNotRead(signature.position(), signature.name(), steps.get(0).name()));
      return null;
    }
    Guard guard = guard(output);
    if (report.hasErrors()) {
      return null;
    }
    return new AnalyzedChain(
        signature,
        model(buffered, output, guard),
        output.chunk(),
        output.whole(),
        flows.get(flows.size() - 1).cumulative(),
        readers(buffered, false) > 0 && readers(buffered, true) == 0);
  }

  private Chain model(List<Step> buffered, ChainOutput output, @Nullable Guard guard) {
    return new Chain(
        Signatures.of(signature.member()),
        signature.form(),
        signature.factory(),
        signature.runName(),
        signature.annotation().texts("tags"),
        types.name(signature.input()),
        types.name(output.chunk()),
        types.name(output.whole()),
        readsStream,
        output.conversion(),
        output.wholeness(),
        flows.get(flows.size() - 1).multiplicity(),
        buffered,
        guard,
        Javadoc.sentence(context.elements(), signature.member().element()),
        null);
  }

  /** Makes the guard of the whole chain: its fallbacks stand where its steps do. */
  private @Nullable Guard guard(ChainOutput output) {
    Flow last = flows.get(flows.size() - 1);
    Guarded whole =
        new Guarded(
            signature.member(),
            readsStream ? Reads.STREAM : Reads.WHOLE,
            StepParameter.INPUT,
            List.of(StepParameter.INPUT),
            List.of(signature.input()),
            output.chunk(),
            null,
            last.multiplicity(),
            last.cumulative());
    return new FallbackBinder(types, signature, List.of(), this::flow, lookup, report)
        .bind(0, whole);
  }

  /** Counts the parameters that read the chain's input, as a whole or not. */
  private static long readers(List<Step> steps, boolean whole) {
    return steps.stream()
        .flatMap(step -> step.dataParameters().stream())
        .filter(parameter -> parameter.source() == StepParameter.INPUT)
        .filter(parameter -> (parameter.edge() == Edge.WHOLE) == whole)
        .count();
  }
}
