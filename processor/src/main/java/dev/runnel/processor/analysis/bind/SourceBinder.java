package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.DeclaredParameter;
import dev.runnel.processor.analysis.read.ReadRequest;
import dev.runnel.processor.diagnostic.BindingProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.types.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds out what the parameters of a step read in a chain. */
final class SourceBinder {
  /** Stands for a source that is not known: it is a problem, or not bound yet. */
  private static final int UNBOUND = -2;

  private final String chain;
  private final List<NamedStep> before;
  private final NamedStep step;
  private final List<DeclaredParameter> parameters;
  private final int place;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Prepares the binding.
   *
   * @param chain the chain's name
   * @param before the steps before this one
   * @param step the step
   * @param place what a parameter reads if only its place says so
   */
  SourceBinder(String chain, List<NamedStep> before, NamedStep step, int place) {
    this.chain = chain;
    this.before = before;
    this.step = step;
    this.place = place;
    this.parameters = step.declared().parameters();
  }

  Result<StepSources> bind() {
    List<Integer> sources = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      DeclaredParameter parameter = parameters.get(i);
      sources.add(parameter.isData() ? source(parameter) : StepParameter.INPUT);
      if (sources.get(i) == UNBOUND && parameter.request() instanceof ReadRequest.Unsaid) {
        left.add(i);
      }
    }
    if (left.size() == 1) {
      sources.set(left.get(0), place);
    } else if (left.size() > 1) {
      problems.add(ambiguous(left.stream().map(parameters::get).toList()));
    }
    if (!problems.isEmpty()) {
      return new Result.Rejected<>(problems);
    }
    List<Boolean> byPlace = IntStream.range(0, parameters.size()).mapToObj(left::contains).toList();
    return streaming(sources, left).map(streaming -> new StepSources(sources, byPlace, streaming));
  }

  private int source(DeclaredParameter parameter) {
    if (parameter.request() instanceof ReadRequest.OfInput) {
      return StepParameter.INPUT;
    }
    if (parameter.request() instanceof ReadRequest.OfStep from) {
      int source = earlier(from.step());
      if (source == UNBOUND) {
        problems.add(unbound(parameter, from));
      }
      return source;
    }
    return parameter.named() ? earlier(parameter.name()) : UNBOUND;
  }

  private int earlier(String name) {
    for (int i = before.size() - 1; i >= 0; i--) {
      if (before.get(i).name().equals(name)) {
        return i;
      }
    }
    return UNBOUND;
  }

  /** Finds the one parameter that reads chunks. */
  private Result<Integer> streaming(List<Integer> sources, List<Integer> left) {
    List<Integer> data =
        IntStream.range(0, parameters.size())
            .filter(i -> parameters.get(i).isData())
            .boxed()
            .toList();
    for (int i : data) {
      if (parameters.get(i).form() != null) {
        return Result.ok(i);
      }
    }
    StepKind kind = step.declared().kind();
    if (kind == StepKind.COMPONENT || !step.declared().perChunk() || data.isEmpty()) {
      return Result.ok(StepSources.NONE);
    }
    if (left.size() == 1 || data.size() == 1) {
      return Result.ok(left.size() == 1 ? left.get(0) : data.get(0));
    }
    return data.stream()
        .filter(i -> sources.get(i) == place)
        .findFirst()
        .map(Result::ok)
        .orElseGet(
            () ->
                Result.rejected(
                    BindingProblems.ambiguousChunk(
                        Position.of(step.declared().member().element()), step.name(), chain)));
  }

  private Problem unbound(DeclaredParameter parameter, ReadRequest.OfStep from) {
    return BindingProblems.unboundFrom(
        from.position(),
        parameter.named() ? "Parameter '" + parameter.name() + "'" : "The input",
        step.name(),
        from.step(),
        chain,
        available());
  }

  private Problem ambiguous(List<DeclaredParameter> left) {
    if (left.stream().noneMatch(DeclaredParameter::named)) {
      return BindingProblems.unboundWithoutNames(
          step.position(),
          "each of " + left.size() + " parameters",
          step.name(),
          chain,
          step.declared().member().declaringClass().getSimpleName().toString());
    }
    if (before.isEmpty()) {
      return ambiguousInput(left);
    }
    return BindingProblems.ambiguousInput(
        left.get(0).position(),
        step.name(),
        left.size(),
        chain,
        Words.list(left.stream().map(DeclaredParameter::name).toList()),
        "'" + before.get(before.size() - 1).name() + "'",
        available());
  }

  /** Parameters that all want the chain's one input: a record holds any number. */
  private Problem ambiguousInput(List<DeclaredParameter> left) {
    String components =
        left.stream()
            .map(parameter -> Words.simple(parameter.type()) + " " + parameter.name())
            .collect(Collectors.joining(", "));
    String name = Character.toUpperCase(step.name().charAt(0)) + step.name().substring(1);
    return BindingProblems.ambiguousChainInput(
        left.get(0).position(),
        step.name(),
        left.size(),
        chain,
        Words.list(left.stream().map(DeclaredParameter::name).toList()),
        "record " + name + "Input(" + components + ")",
        step.declared().kind() == StepKind.PROMPT
            ? "write {input." + left.get(0).name() + "}"
            : "take that as the one parameter");
  }

  private String available() {
    StringBuilder all = new StringBuilder("the chain's input (@Input)");
    for (NamedStep earlier : before) {
      all.append(", '").append(earlier.name()).append("', which gives ");
      all.append(Words.of(earlier.declared().chunk()));
    }
    return all.toString();
  }
}
