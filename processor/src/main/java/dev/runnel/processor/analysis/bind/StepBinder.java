package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.ParameterDeclaration;
import dev.runnel.processor.analysis.read.ReadRequest;
import dev.runnel.processor.diagnostic.BindingProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.types.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out what the parameters of a step read in a chain. */
public final class StepBinder {
  /** Stands for a source that is not known: a problem was reported, or it is not bound yet. */
  private static final int UNBOUND = -2;

  private final String chain;
  private final List<ChainStep> steps;
  private final int index;
  private final ChainStep step;
  private final List<ParameterDeclaration> parameters;
  private final int place;
  private final Report report;

  public StepBinder(String chain, List<ChainStep> steps, int index, Report report) {
    this(chain, steps, index, index - 1, report);
  }

  /**
   * Prepares the binding.
   *
   * @param chain the chain's name
   * @param steps its steps, at least up to this one
   * @param index the step
   * @param place what a parameter reads if only its place says so
   * @param report where to say what is wrong
   */
  public StepBinder(String chain, List<ChainStep> steps, int index, int place, Report report) {
    this.chain = chain;
    this.steps = steps;
    this.index = index;
    this.step = steps.get(index);
    this.place = place;
    this.parameters = step.declaration().parameters();
    this.report = report;
  }

  /** Binds the step; returns null if it reported a problem. */
  public @Nullable StepBinding bind() {
    int problems = report.problems().size();
    List<Integer> sources = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      ParameterDeclaration parameter = parameters.get(i);
      sources.add(parameter.isData() ? source(parameter) : StepParameter.INPUT);
      if (sources.get(i) == UNBOUND && parameter.request() instanceof ReadRequest.Unsaid) {
        left.add(i);
      }
    }
    if (left.size() == 1) {
      sources.set(left.get(0), place);
    } else if (left.size() > 1) {
      reportLeft(left.stream().map(parameters::get).toList());
    }
    List<Boolean> byPlace = IntStream.range(0, parameters.size()).mapToObj(left::contains).toList();
    int streaming =
        report.problems().size() > problems ? StepBinding.NONE : streaming(sources, left);
    return report.problems().size() > problems
        ? null
        : new StepBinding(sources, byPlace, streaming);
  }

  private int source(ParameterDeclaration parameter) {
    if (parameter.request() instanceof ReadRequest.OfInput) {
      return StepParameter.INPUT;
    }
    if (parameter.request() instanceof ReadRequest.OfStep from) {
      int source = earlier(from.step());
      if (source == UNBOUND) {
        reportLater(parameter, from);
      }
      return source;
    }
    return parameter.named() ? earlier(parameter.name()) : UNBOUND;
  }

  private int earlier(String name) {
    for (int i = index - 1; i >= 0; i--) {
      if (steps.get(i).name().equals(name)) {
        return i;
      }
    }
    return UNBOUND;
  }

  /** Finds the one parameter that reads chunks. */
  private int streaming(List<Integer> sources, List<Integer> left) {
    List<Integer> data =
        IntStream.range(0, parameters.size())
            .filter(i -> parameters.get(i).isData())
            .boxed()
            .toList();
    for (int i : data) {
      if (parameters.get(i).form() != null) {
        return i;
      }
    }
    StepKind kind = step.declaration().kind();
    if (kind == StepKind.COMPONENT || !step.declaration().perChunk() || data.isEmpty()) {
      return StepBinding.NONE;
    }
    if (left.size() == 1 || data.size() == 1) {
      return left.size() == 1 ? left.get(0) : data.get(0);
    }
    return data.stream()
        .filter(i -> sources.get(i) == place)
        .findFirst()
        .orElseGet(this::reportNoChunk);
  }

  private int reportNoChunk() {
    report.add(
        BindingProblems.ambiguousChunk(
            Position.of(step.declaration().member().element()), step.name(), chain));
    return StepBinding.NONE;
  }

  private void reportLater(ParameterDeclaration parameter, ReadRequest.OfStep from) {
    report.add(
        BindingProblems.unboundFrom(
            from.position(),
            parameter.named() ? "Parameter '" + parameter.name() + "'" : "The input",
            step.name(),
            from.step(),
            chain,
            available()));
  }

  private void reportLeft(List<ParameterDeclaration> left) {
    ParameterDeclaration first = left.get(0);
    if (left.stream().noneMatch(ParameterDeclaration::named)) {
      report.add(
          BindingProblems.unboundWithoutNames(
              step.position(),
              "each of " + left.size() + " parameters",
              step.name(),
              chain,
              step.declaration().member().declaringClass().getSimpleName().toString()));
      return;
    }
    if (index == 0) {
      reportInput(left);
      return;
    }
    report.add(
        BindingProblems.ambiguousInput(
            first.position(),
            step.name(),
            left.size(),
            chain,
            Words.list(left.stream().map(ParameterDeclaration::name).toList()),
            "'" + steps.get(index - 1).name() + "'",
            available()));
  }

  /** Reports parameters that all want the chain's one input: a record holds any number. */
  private void reportInput(List<ParameterDeclaration> left) {
    String components =
        left.stream()
            .map(parameter -> Words.simple(parameter.type()) + " " + parameter.name())
            .collect(Collectors.joining(", "));
    String name = Character.toUpperCase(step.name().charAt(0)) + step.name().substring(1);
    report.add(
        BindingProblems.ambiguousChainInput(
            left.get(0).position(),
            step.name(),
            left.size(),
            chain,
            Words.list(left.stream().map(ParameterDeclaration::name).toList()),
            "record " + name + "Input(" + components + ")",
            step.declaration().kind() == StepKind.PROMPT
                ? "write {input." + left.get(0).name() + "}"
                : "take that as the one parameter"));
  }

  private String available() {
    StringBuilder all = new StringBuilder("the chain's input (@Input)");
    for (ChainStep earlier : steps.subList(0, index)) {
      all.append(", '").append(earlier.name()).append("', which gives ");
      all.append(Words.of(earlier.declaration().chunk()));
    }
    return all.toString();
  }
}
