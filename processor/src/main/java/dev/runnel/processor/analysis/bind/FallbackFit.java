package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.model.WholeRule;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.type.TypeMirror;

/** Tells whether a fallback reads and gives what the step or chain does that it stands in for. */
final class FallbackFit {
  private final TypeSystem types;
  private final List<NamedStep> before;
  private final StepKind kind;
  private final Guarded guarded;
  private final Guarded fallback;

  /**
   * Prepares the comparison.
   *
   * @param types the type system
   * @param before the steps before the guarded one
   * @param kind what the fallback's method is
   * @param guarded what is guarded
   * @param fallback the fallback
   */
  FallbackFit(
      TypeSystem types, List<NamedStep> before, StepKind kind, Guarded guarded, Guarded fallback) {
    this.types = types;
    this.before = before;
    this.kind = kind;
    this.guarded = guarded;
    this.fallback = fallback;
  }

  /**
   * Says why the fallback does not fit; empty if it does.
   *
   * @param parameters the fallback's parameters
   * @param ofChain whether it stands in for a whole chain
   */
  Optional<String> misfit(List<BoundParameter> parameters, boolean ofChain) {
    boolean unfit = !isGiven() && !parameters.stream().allMatch(BoundParameter::fits);
    return misfit()
        .or(
            () ->
                unfit || (ofChain && sumsInput(parameters))
                    ? Optional.of(reading())
                    : Optional.empty());
  }

  /** Where there is no run yet, nothing can be summed. */
  private static boolean sumsInput(List<BoundParameter> parameters) {
    return parameters.stream()
        .map(BoundParameter::whole)
        .anyMatch(whole -> whole != null && whole.rule() instanceof WholeRule.Sum);
  }

  /** Tells whether it reads but what its step is opened with, already as that wants it. */
  boolean isGiven() {
    return (kind != StepKind.METHOD && kind != StepKind.PROMPT)
        || (fallback.reads() == Reads.STREAM && fallback.sources().size() == 1);
  }

  private Optional<String> misfit() {
    if (!readsAlike()) {
      return Optional.of(
          "it reads " + way(fallback) + ", and '" + guarded.name() + "' " + way(guarded));
    }
    boolean streams = fallback.reads() == Reads.STREAM;
    if (isGiven() || streams) {
      if (!streams && !fallback.sources().equals(guarded.sources())) {
        return Optional.of(
            "it reads " + sources(fallback) + ", and '" + guarded.name() + "' " + sources(guarded));
      }
      if (!takesInput()) {
        return Optional.of(reading());
      }
    }
    TypeMirror given = fallback.output().chunk();
    TypeMirror wanted = guarded.output().chunk();
    if (types.conversion(given, wanted) != Conversion.NONE) {
      return Optional.of(
          "it gives " + Words.of(given) + ", and '" + guarded.name() + "' " + Words.of(wanted));
    }
    return guarded.output().whole() == null ? counting() : adding(guarded.output().whole());
  }

  private boolean readsAlike() {
    return switch (guarded.reads()) {
      case WHOLE, NOTHING -> fallback.reads() == Reads.WHOLE || fallback.reads() == Reads.NOTHING;
      case CHUNK ->
          fallback.reads() == Reads.NOTHING
              || (fallback.reads() == Reads.CHUNK && fallback.streamed() == guarded.streamed());
      case STREAM -> fallback.reads() == Reads.STREAM && fallback.streamed() == guarded.streamed();
    };
  }

  /** What is given to the step is given to a component, and a stream is read as it is. */
  private boolean takesInput() {
    return fallback.inputs().size() == 1
        && guarded.inputs().size() == 1
        && types.conversion(guarded.inputs().get(0), fallback.inputs().get(0)) == Conversion.NONE;
  }

  private Optional<String> adding(TypeMirror called) {
    return new WholeRules(types)
            .find(fallback.output(), called)
            .filter(whole -> whole.conversion() == Conversion.NONE)
            .filter(whole -> !(whole.rule() instanceof WholeRule.ListOf))
            .isPresent()
        ? Optional.empty()
        : Optional.of(
            "its chunks do not add up to "
                + Words.of(called)
                + ", as those of '"
                + guarded.name()
                + "' do");
  }

  private Optional<String> counting() {
    Output given = fallback.output();
    Output wanted = guarded.output();
    if (given.multiplicity().compareTo(wanted.multiplicity()) > 0) {
      return Optional.of(
          given.isMany()
              ? "it may give many chunks, and '" + guarded.name() + "' gives " + most()
              : "it may give nothing, and '" + guarded.name() + "' gives one chunk");
    }
    if (!given.isMany() || addsUpLike(given, wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        "of its own chunks "
            + nature(given)
            + ", and of those of '"
            + guarded.name()
            + "' "
            + nature(wanted));
  }

  private boolean addsUpLike(Output given, Output wanted) {
    return given.chunks() == wanted.chunks()
        || (!given.cumulative()
            && !wanted.cumulative()
            && !types.is(wanted.chunk(), TypeNames.STRING));
  }

  private static String nature(Output output) {
    return switch (output.chunks()) {
      case CUMULATIVE -> "each replaces the one before";
      case ITEMS -> "each stands for itself";
      case PIECES -> "each is added to the one before";
    };
  }

  private String most() {
    return guarded.output().multiplicity() == Multiplicity.ONE ? "one" : "at most one";
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
    return step == StepParameter.INPUT ? "the chain's input" : "'" + before.get(step).name() + "'";
  }

  private String sources(Guarded reader) {
    return reader.sources().isEmpty()
        ? "nothing"
        : reader.sources().stream().map(this::source).collect(Collectors.joining(" and "));
  }

  private String reading() {
    return "it reads "
        + words(fallback.inputs())
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
