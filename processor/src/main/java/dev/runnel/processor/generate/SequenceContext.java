package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Holds what the pipelines of one sequence class have in common. */
final class SequenceContext {
  private final ChainGraph graph;
  private final Schedule schedule;
  private final TypeName stepsType;
  private final List<TypeVariableName> typeVariables;
  private final Components components;
  private final GuardConstants guards;
  private final Names names;
  private final Names typeNames;
  private final Map<Integer, String> constants = new HashMap<>();
  private final Map<Integer, String> variables = new HashMap<>();
  private final List<PipelineWriter> pipelines = new ArrayList<>();
  private final boolean shared;

  /**
   * Starts a sequence class.
   *
   * @param chain the chain
   * @param shared whether several methods declare it
   * @param stepsType the generated class
   * @param typeVariables its type variables
   * @param constantNames knows the names that no constant of the class must have
   * @param typeNames knows the names that a nested class must not have
   * @param guards the constants of guarded steps
   * @param components says how to get the component of a step
   */
  SequenceContext(
      Chain chain,
      boolean shared,
      TypeName stepsType,
      List<TypeVariableName> typeVariables,
      Names constantNames,
      Names typeNames,
      GuardConstants guards,
      Components components) {
    this.graph = new ChainGraph(chain);
    this.schedule = new Schedule(graph);
    this.shared = shared;
    this.stepsType = stepsType;
    this.typeVariables = typeVariables;
    this.components = components;
    this.guards = guards;
    this.typeNames = typeNames;
    this.names = constantNames.within("PLAN", "INPUT");
    for (Step step : chain.steps()) {
      constants.put(step.index(), names.freshConstant(step.methodName()));
    }
    Names steps = names.within(PipelineNames.FIXED).within("input", "chunks");
    for (Step step : chain.steps()) {
      variables.put(step.index(), steps.fresh(step.methodName()));
    }
  }

  Chain chain() {
    return graph.chain();
  }

  /** Returns the names of the class, which no variable within it may have. */
  Names names() {
    return names;
  }

  ChainGraph graph() {
    return graph;
  }

  Schedule schedule() {
    return schedule;
  }

  GuardConstants guards() {
    return guards;
  }

  /** Tells whether several methods declare the chain, so that its plan has several names. */
  boolean isShared() {
    return shared;
  }

  /** Says how a pipeline that is being made knows the plan. */
  String plan() {
    return shared ? "plan" : "PLAN";
  }

  TypeName stepsType() {
    return stepsType;
  }

  List<TypeVariableName> typeVariables() {
    return typeVariables;
  }

  /** Returns the constant that names a step. */
  String constant(Step step) {
    return Objects.requireNonNull(constants.get(step.index()));
  }

  /** Returns the constant of a step as code. */
  CodeBlock constantCode(int index) {
    return index == StepParameter.INPUT
        ? CodeBlock.of("$T.INPUT", Api.PLAN)
        : CodeBlock.of("$L", constant(graph.step(index)));
  }

  /** Says how to get a step's component within a pipeline. */
  CodeBlock component(String steps, Step step) {
    return components.access(steps, step, CodeBlock.of("context($L)", constant(step)));
  }

  /** Says how to get a step's component outside of any run of the chain. */
  CodeBlock componentOutside(Step step) {
    return components.access("steps", step, CodeBlock.of("$T.current()", Api.RUN_CONTEXT));
  }

  /** Tells whether the author's code makes a step's component, and so may fail to. */
  boolean isMade(Step step) {
    return components.isMade(step);
  }

  /** Knows the components of the chain class. */
  interface Components {
    /** Writes how the component of a step is asked for, with the run that it may want. */
    CodeBlock access(String steps, Step step, CodeBlock context);

    /** Tells whether the author's code makes the component of a step. */
    boolean isMade(Step step);
  }

  /** Returns the chunks that a source gives, before any conversion. */
  TypeName chunkType(int source) {
    return source == StepParameter.INPUT ? chain().inputType() : graph.step(source).chunkType();
  }

  /** Returns a name for what a source gives. */
  String variable(int source) {
    return source == StepParameter.INPUT ? "input" : Objects.requireNonNull(variables.get(source));
  }

  /** Returns the name of a source's method. */
  String methodName(int source) {
    return source == StepParameter.INPUT ? "input" : graph.step(source).methodName();
  }

  /** Finds a free name for a nested class. */
  String typeName(String suggestion) {
    return typeNames.fresh(suggestion);
  }

  /** Writes how an instance of a nested class is made, up to its arguments. */
  CodeBlock creation(String typeName) {
    return CodeBlock.of("new $L$L", typeName, typeVariables.isEmpty() ? "" : "<>");
  }

  static ClassName nested(String typeName) {
    return ClassName.get("", typeName);
  }

  /** Adds a pipeline, which stands before those that it makes. */
  void add(PipelineWriter pipeline) {
    pipelines.add(pipeline);
  }

  /** Returns the classes of the pipelines. */
  List<TypeSpec> pipelines() {
    return pipelines.stream().map(PipelineWriter::type).toList();
  }
}
