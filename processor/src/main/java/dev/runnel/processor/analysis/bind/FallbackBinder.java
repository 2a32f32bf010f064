package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.check.Mismatches;
import dev.runnel.processor.analysis.emit.StepModels;
import dev.runnel.processor.analysis.emit.StepNames;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.analysis.read.GuardDeclaration;
import dev.runnel.processor.analysis.read.Guards;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.ParameterDeclaration;
import dev.runnel.processor.analysis.read.StepDeclaration;
import dev.runnel.processor.diagnostic.GuardProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Guard;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.model.WholeRule;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Makes the models of guards: binds each fallback at the place of the step that it stands in for,
 * and checks that it fits there.
 */
public final class FallbackBinder {
  private final TypeSystem types;
  private final ChainSignature signature;
  private final List<ChainStep> steps;
  private final boolean ofChain;
  private final IntFunction<Flow> flows;
  private final Lookup lookup;
  private final Report report;

  /** Finds what fallbacks name. */
  public interface Lookup {
    /** Finds nothing. */
    Lookup NOTHING =
        new Lookup() {
          @Override
          public Guards guards() {
            return Guards.none();
          }

          @Override
          public Optional<ChainStep> find(Member guarded, ChainSignature.StepName name) {
            return Optional.empty();
          }

          @Override
          public Optional<ChainStep> streamed(ChainStep chain) {
            return Optional.empty();
          }
        };

    Guards guards();

    /** Finds a step or chain; empty if it is unknown or wrong, which is reported elsewhere. */
    Optional<ChainStep> find(Member guarded, ChainSignature.StepName name);

    /** Gives a step that is a chain as it is when it reads a stream; empty if it cannot. */
    Optional<ChainStep> streamed(ChainStep chain);
  }

  /**
   * Prepares the binding.
   *
   * @param types the type system
   * @param signature the chain
   * @param steps the steps of the chain, in their order; none to bind fallbacks of the chain itself
   * @param flows what a step, or the chain's input, hands on
   * @param lookup finds fallbacks
   * @param report where to say what is wrong
   */
  public FallbackBinder(
      TypeSystem types,
      ChainSignature signature,
      List<ChainStep> steps,
      IntFunction<Flow> flows,
      Lookup lookup,
      Report report) {
    this.types = types;
    this.signature = signature;
    this.steps = steps;
    this.ofChain = steps.isEmpty();
    this.flows = flows;
    this.lookup = lookup;
    this.report = report;
  }

  /** Makes the guard of what stands at a place; null if it has none. */
  public @Nullable Guard bind(int index, Guarded guarded) {
    GuardDeclaration declared = lookup.guards().of(guarded.member());
    if (declared == null || declared.isEmpty()) {
      return null;
    }
    List<Step> fallbacks = new ArrayList<>();
    for (ChainSignature.StepName name : declared.fallbacks()) {
      lookup
          .find(guarded.member(), name)
          .map(step -> fallback(index, guarded, step))
          .ifPresent(fallbacks::add);
    }
    return new Guard(declared.limits(), declared.retries(), fallbacks);
  }

  /** Lets a chain of the class read the stream that the step reads, if it can. */
  private Optional<ChainStep> asStream(ChainStep step, Guarded guarded) {
    boolean isChain = step.declaration().kind() == StepKind.CHAIN;
    boolean isSequence =
        step.chainForm() == ChainForm.SEQUENCE || step.chainForm() == ChainForm.RUNNEL;
    return guarded.reads() == Reads.STREAM && isChain && !(ofChain && isSequence)
        ? lookup.streamed(step)
        : Optional.empty();
  }

  /** Binds one fallback; returns null if it reported a problem. */
  private @Nullable Step fallback(int index, Guarded guarded, ChainStep named) {
    Optional<ChainStep> stream = asStream(named, guarded);
    ChainStep step = stream.orElse(named);
    List<ChainStep> placed = new ArrayList<>(steps.subList(0, index));
    placed.add(step);
    StepBinding binding =
        new StepBinder(signature.name(), placed, index, guarded.place(), report).bind();
    if (binding == null) {
      return null;
    }
    if (stream.isPresent()) {
      binding = new StepBinding(binding.sources(), binding.byPlace(), 0);
    }
    Report edges = new Report();
    Mismatches mismatches = new Mismatches(types, signature, placed, edges);
    StepDeclaration declaration = step.declaration();
    List<StepParameter> parameters =
        new StepEdges(types, index, declaration, binding, flows, mismatches, true).parameters();
    Guarded fallback = guarded(index, step, parameters, binding);
    String why = mismatch(guarded, fallback, step);
    if (why == null && (sumsInput(parameters) || (edges.hasErrors() && !isGiven(fallback, step)))) {
      why = reading(fallback.inputs(), guarded);
    }
    if (why != null) {
      report(step, guarded, why);
      return null;
    }
    boolean given = fallback.reads() != Reads.STREAM && isGiven(fallback, step);
    return StepModels.of(
        types,
        index,
        step,
        new StepNames(placed),
        given ? List.of() : parameters,
        fallback.multiplicity(),
        declaration.kind() == StepKind.CHAIN ? null : bind(index, fallback));
  }

  private void report(ChainStep step, Guarded guarded, String why) {
    report.add(GuardProblems.fallbackMismatch(step.position(), step.name(), guarded.name(), why));
  }

  /** Tells whether a fallback reads but what its step is opened with, already as that wants it. */
  private static boolean isGiven(Guarded fallback, ChainStep step) {
    StepKind kind = step.declaration().kind();
    return (kind != StepKind.METHOD && kind != StepKind.PROMPT)
        || (fallback.reads() == Reads.STREAM && fallback.sources().size() == 1);
  }

  /** Says what fallbacks of a step have to fit. */
  public Guarded guarded(
      int index, ChainStep step, List<StepParameter> parameters, StepBinding binding) {
    StepDeclaration declaration = step.declaration();
    Reads reads = StepModels.reads(parameters);
    int streamed = index - 1;
    List<TypeMirror> inputs = inputs(declaration);
    for (int i = 0; i < parameters.size(); i++) {
      StepParameter parameter = parameters.get(i);
      if (parameter.role() == StepParameter.Role.DATA && parameter.edge() != Edge.WHOLE) {
        streamed = parameter.source();
        inputs = List.of(declaration.parameters().get(binding.streaming()).element());
      }
    }
    boolean single = reads != Reads.CHUNK && reads != Reads.STREAM;
    Multiplicity source = single ? Multiplicity.ONE : flows.apply(streamed).multiplicity();
    List<Integer> sources = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).role() == StepParameter.Role.DATA) {
        sources.add(parameters.get(i).source());
      }
    }
    return new Guarded(
        declaration.member(),
        reads,
        streamed,
        sources,
        inputs,
        declaration.chunk(),
        declaration.kind() == StepKind.METHOD ? StepModels.whole(declaration, reads) : null,
        StepModels.multiplicity(step, reads, source),
        declaration.cumulative());
  }

  /** Where there is no run yet, nothing can be summed. */
  private boolean sumsInput(List<StepParameter> parameters) {
    return ofChain
        && parameters.stream()
            .map(StepParameter::whole)
            .anyMatch(whole -> whole != null && whole.rule() instanceof WholeRule.Sum);
  }

  private static List<TypeMirror> inputs(StepDeclaration step) {
    return step.parameters().stream()
        .filter(ParameterDeclaration::isData)
        .map(ParameterDeclaration::element)
        .toList();
  }

  /** Says why a fallback does not fit; null if it does. */
  private @Nullable String mismatch(Guarded guarded, Guarded fallback, ChainStep step) {
    if (!readsAlike(guarded, fallback)) {
      return "it reads " + way(fallback) + ", and '" + guarded.name() + "' " + way(guarded);
    }
    boolean streams = fallback.reads() == Reads.STREAM;
    if (isGiven(fallback, step) || streams) {
      if (!streams && !fallback.sources().equals(guarded.sources())) {
        return "it reads "
            + sources(fallback)
            + ", and '"
            + guarded.name()
            + "' "
            + sources(guarded);
      }
      if (!takes(fallback, guarded)) {
        return reading(fallback.inputs(), guarded);
      }
    }
    if (types.conversion(fallback.chunk(), guarded.chunk()) != Conversion.NONE) {
      return "it gives "
          + Words.of(fallback.chunk())
          + ", and '"
          + guarded.name()
          + "' "
          + Words.of(guarded.chunk());
    }
    return counting(guarded, fallback);
  }

  private @Nullable String counting(Guarded guarded, Guarded fallback) {
    if (guarded.called() != null) {
      Flow flow =
          new Flow(
              fallback.chunk(), fallback.called(), fallback.multiplicity(), fallback.cumulative());
      Wholeness whole = new WholeRules(types).find(flow, guarded.called());
      return whole != null
              && whole.conversion() == Conversion.NONE
              && !(whole.rule() instanceof WholeRule.ListOf)
          ? null
          : "its chunks do not add up to "
              + Words.of(guarded.called())
              + ", as those of '"
              + guarded.name()
              + "' do";
    }
    if (fallback.multiplicity().compareTo(guarded.multiplicity()) > 0) {
      return fallback.multiplicity() == Multiplicity.MANY
          ? "it may give many chunks, and '" + guarded.name() + "' gives " + most(guarded)
          : "it may give nothing, and '" + guarded.name() + "' gives one chunk";
    }
    boolean many = fallback.multiplicity() == Multiplicity.MANY;
    if (many && fallback.cumulative() != guarded.cumulative()) {
      String cumulative = fallback.cumulative() ? "its own" : "those of '" + guarded.name() + "'";
      String other = fallback.cumulative() ? "those of '" + guarded.name() + "'" : "its own";
      return "of "
          + cumulative
          + " chunks each replaces the one before, and "
          + other
          + " are added to each other";
    }
    return null;
  }

  private static String most(Guarded guarded) {
    return guarded.multiplicity() == Multiplicity.ONE ? "one" : "at most one";
  }

  private static boolean readsAlike(Guarded guarded, Guarded fallback) {
    return switch (guarded.reads()) {
      case WHOLE, NOTHING -> fallback.reads() == Reads.WHOLE || fallback.reads() == Reads.NOTHING;
      case CHUNK ->
          fallback.reads() == Reads.NOTHING
              || (fallback.reads() == Reads.CHUNK && fallback.streamed() == guarded.streamed());
      case STREAM -> fallback.reads() == Reads.STREAM && fallback.streamed() == guarded.streamed();
    };
  }

  private String way(Guarded reader) {
    return switch (reader.reads()) {
      case WHOLE -> "a whole";
      case NOTHING -> "nothing";
      case CHUNK -> "each chunk of " + source(reader.streamed());
      case STREAM -> "the stream of " + source(reader.streamed());
    };
  }

  private String source(int step) {
    return step == StepParameter.INPUT ? "the chain's input" : "'" + steps.get(step).name() + "'";
  }

  private String sources(Guarded reader) {
    return reader.sources().isEmpty()
        ? "nothing"
        : reader.sources().stream().map(this::source).collect(Collectors.joining(" and "));
  }

  /** What is given to the step is given to a component, and a stream is read as it is. */
  private boolean takes(Guarded fallback, Guarded guarded) {
    return fallback.inputs().size() == 1
        && guarded.inputs().size() == 1
        && types.conversion(guarded.inputs().get(0), fallback.inputs().get(0)) == Conversion.NONE;
  }

  private static String reading(List<TypeMirror> inputs, Guarded guarded) {
    return "it reads "
        + words(inputs)
        + ", and '"
        + guarded.name()
        + "' "
        + words(guarded.inputs());
  }

  private static String words(List<TypeMirror> inputs) {
    return inputs.isEmpty()
        ? "nothing"
        : inputs.stream().map(Words::of).collect(Collectors.joining(" and "));
  }
}
