package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows where the values come from that one pipeline class uses: what it does not have, it takes
 * from the pipeline that makes it, as a parameter of its constructor.
 *
 * <p>For the chain {@code ask, model, join(@From("model") whole, @From("model") chunks)}, the run
 * has a variable for the value {@code ask}, and what it shares:
 *
 * <pre>{@code
 * ChatPrompt ask = result(ASK, steps.ask(input));                    // declare(ask)
 * Shared<Chunk> sharedModel =                                        // declareShared(MODEL)
 *     new Shared<>(new ModelStream(this, steps, ask), 2);            // ModelStream captures ask
 * Task<Message> modelTask =                                          // declareTask(model)
 *     fork(MODEL, sharedModel.reader(1), steps.model().whole(), JOIN);
 * ChunkStream<String> chunks = new ModelText(this, sharedModel.reader(0));
 * Message model = join(JOIN, modelTask);                             // task(model)
 * String join = result(JOIN, steps.join(model, chunks));             // value(model)
 * }</pre>
 *
 * <p>The part {@code ModelStream} asks its own scope for {@code value(ask)}. That scope does not
 * have it, its maker's does: so {@code ask} becomes a field and a parameter of the part, and the
 * maker passes its variable. {@code ModelText} captures one reader in the same way. A value that a
 * method which runs after the start uses is asked for by {@code later}: it becomes a field.
 */
final class PipelineScope {
  private static final Comparator<Capture> BY_SOURCE =
      Comparator.comparingInt(Capture::source).thenComparing(Capture::name);

  private final SequenceContext sequence;
  private final String className;
  private final @Nullable PipelineScope maker;
  private final Set<Value> own;
  private final PipelineNames names;
  private final Map<Object, Capture> captures = new LinkedHashMap<>();
  private final Map<Value, String> variables = new HashMap<>();
  private final Map<Value, String> tasks = new HashMap<>();
  private final Set<Value> available = new HashSet<>();
  private final Set<Value> late = new HashSet<>();
  private final Map<Integer, String> shared = new HashMap<>();
  private boolean usesInput;

  /**
   * What a pipeline is given when it is made.
   *
   * @param name the field and parameter
   * @param type its type
   * @param source the step that it comes from
   * @param given what the maker passes
   */
  record Capture(String name, TypeName type, int source, Supplier<Expression> given) {}

  /**
   * Starts a pipeline class.
   *
   * @param sequence the sequence
   * @param className its name
   * @param maker the pipeline that makes it; null for the main one
   * @param own the values that it computes
   */
  PipelineScope(
      SequenceContext sequence, String className, @Nullable PipelineScope maker, Set<Value> own) {
    this.sequence = sequence;
    this.className = className;
    this.maker = maker;
    this.own = own;
    this.names = new PipelineNames(sequence.names());
    if (maker == null) {
      capture("input", "input", inputType(), StepParameter.INPUT, () -> Expression.name(""));
    }
  }

  private TypeName inputType() {
    TypeName type = sequence.chain().inputType();
    return sequence.chain().readsStream() ? Api.of(Api.CHUNK_STREAM, type) : type;
  }

  SequenceContext sequence() {
    return sequence;
  }

  String className() {
    return className;
  }

  boolean isMain() {
    return maker == null;
  }

  /** Returns the scope of the pipeline that makes this one; null for the run of a chain. */
  @Nullable PipelineScope maker() {
    return maker;
  }

  PipelineNames names() {
    return names;
  }

  String newName(String suggestion) {
    return names.newName(suggestion);
  }

  /** Says how to get a step's component. */
  CodeBlock component(Step step) {
    return sequence.component(names.steps(), step);
  }

  /** Returns what the pipeline is given when it is made, in the chain's order. */
  List<Capture> captures() {
    return captures.values().stream().sorted(BY_SOURCE).toList();
  }

  /** Returns what the pipeline keeps of that. */
  List<Capture> usedCaptures() {
    return captures().stream()
        .filter(capture -> usesInput || capture.source() != StepParameter.INPUT || !isMain())
        .toList();
  }

  private Expression capture(
      Object key, String suggestion, TypeName type, int source, Supplier<Expression> given) {
    Capture known = captures.get(key);
    if (known == null) {
      known = new Capture(names.newName(suggestion), type, source, given);
      captures.put(key, known);
    }
    return Expression.name(known.name());
  }

  /** Returns the chain's input, or the stream that it reads. */
  Expression input() {
    PipelineScope from = maker;
    usesInput = true;
    return capture(
        "input",
        "input",
        inputType(),
        StepParameter.INPUT,
        from == null ? () -> Expression.name("") : from::input);
  }

  // ---- values

  /** Tells whether a value is there without waiting. */
  boolean has(Value value) {
    return available.contains(value)
        || (!own.contains(value) && !tasks.containsKey(value) && maker != null && maker.has(value));
  }

  /** Returns the variable of a value that is there. */
  Expression value(Value value) {
    PipelineScope from = maker;
    if (!available.contains(value)) {
      if (from == null || !from.has(value)) {
        throw new IllegalStateException("The value " + value + " is used before it is there.");
      }
      capture(
          value,
          sequence.variable(value.source()),
          value.type(),
          value.source(),
          () -> from.value(value));
      variables.put(value, Objects.requireNonNull(captures.get(value)).name());
      available.add(value);
    }
    return Expression.name(variable(value));
  }

  /** Returns the field of a value that is used after the start, whether or not it is there yet. */
  Expression later(Value value) {
    if (has(value)) {
      return value(value);
    }
    if (late.add(value)) {
      names.field(value.type(), variable(value));
    }
    return Expression.name(variable(value));
  }

  /** Returns the values that are used after the start and that others compute. */
  List<Value> awaitedLater() {
    return late.stream().filter(value -> !own.contains(value)).toList();
  }

  /** Writes the left side of the assignment of a value, which is there from then on. */
  CodeBlock declare(Value value) {
    available.add(value);
    return late.contains(value)
        ? CodeBlock.of("$L", variable(value))
        : CodeBlock.of("$T $L", value.type(), variable(value));
  }

  private String variable(Value value) {
    return variables.computeIfAbsent(
        value, none -> names.newName(sequence.variable(value.source())));
  }

  // ---- tasks and shared streams

  /** Names the task that computes a value on another thread. */
  String declareTask(Value value) {
    String name = names.newName(sequence.variable(value.source()) + "Task");
    tasks.put(value, name);
    return name;
  }

  /** Tells whether the task of a value has been started. */
  boolean hasTask(Value value) {
    return tasks.containsKey(value) || (maker != null && maker.hasTask(value));
  }

  /** Returns the task that computes a value. */
  Expression task(Value value) {
    PipelineScope from = maker;
    String known = tasks.get(value);
    if (known != null || from == null) {
      return Expression.name(String.valueOf(known));
    }
    return capture(
        List.of("task", value),
        sequence.variable(value.source()) + "Task",
        Api.of(Api.TASK, value.type()),
        value.source(),
        () -> from.task(value));
  }

  /** Names a stream that several read. */
  String declareShared(int source) {
    String name = names.newName("shared" + Names.capitalized(sequence.variable(source)));
    shared.put(source, name);
    return name;
  }

  boolean hasShared(int source) {
    return shared.containsKey(source) || (maker != null && maker.hasShared(source));
  }

  /** Returns the stream of one reader of a shared stream. */
  Expression sharedReader(int source, Reader reader) {
    PipelineScope from = maker;
    if (from == null) {
      ChainGraph graph = sequence.graph();
      int index = graph.readers(source).indexOf(reader);
      return Expression.of(CodeBlock.of("$L.reader($L)", shared.get(source), index));
    }
    return capture(
        List.of("shared", source, reader),
        sequence.variable(source),
        Api.of(Api.CHUNK_STREAM, sequence.chunkType(source)),
        source,
        () -> from.sharedReader(source, reader));
  }
}
