package dev.runnel.processor.generate;

import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.model.Wholeness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows who reads what in a chain: which steps are values and which are streams, which streams have
 * several readers, and which values must be there before another one, or a stream, can start.
 */
final class ChainGraph {
  private final Chain chain;
  private final Map<Integer, List<Reader>> readers = new HashMap<>();
  private final Map<Value, Set<Value>> needs = new LinkedHashMap<>();
  private final Map<Value, Integer> wanting = new HashMap<>();

  ChainGraph(Chain chain) {
    this.chain = chain;
    for (Step step : chain.steps()) {
      step.dataParameters().forEach(parameter -> addReader(step, parameter));
      step.wholes().forEach(parameter -> addReader(step, parameter));
    }
    reads(chain.lastStep().index(), new Reader.Caller());
  }

  private void addReader(Step step, StepParameter parameter) {
    if (isSingle(parameter.source())) {
      return;
    }
    if (parameter.edge() == Edge.WHOLE) {
      Value.WholeOf value = wholeOf(parameter);
      wanting.putIfAbsent(value, step.index());
      reads(parameter.source(), new Reader.OfValue(value));
    } else {
      reads(parameter.source(), new Reader.OfStep(step.index()));
    }
  }

  private void reads(int source, Reader reader) {
    List<Reader> known = readers.computeIfAbsent(source, none -> new ArrayList<>());
    if (!known.contains(reader)) {
      known.add(reader);
    }
  }

  private static Value.WholeOf wholeOf(StepParameter parameter) {
    Wholeness whole = wholeness(parameter);
    return new Value.WholeOf(
        parameter.source(), whole.rule(), whole.chunkConversion(), whole.ruleType());
  }

  static Wholeness wholeness(StepParameter parameter) {
    Wholeness whole = parameter.whole();
    if (whole == null) {
      throw new IllegalStateException(
          "Parameter '" + parameter.name() + "' reads a whole, but has no rule for it.");
    }
    return whole;
  }

  Chain chain() {
    return chain;
  }

  Step step(int index) {
    return chain.steps().get(index);
  }

  /** Tells whether a source is one chunk that is held in a variable: an input, or a value. */
  boolean isSingle(int source) {
    return source == StepParameter.INPUT ? !chain.readsStream() : isValue(step(source));
  }

  private static boolean isValue(Step step) {
    return (step.kind() == StepKind.METHOD || step.kind() == StepKind.PROMPT)
        && step.reads() != Reads.CHUNK
        && (step.gives() == Gives.ONE || step.gives() == Gives.STAGE);
  }

  /** Returns the value that a parameter reads; empty for the chain's input. */
  Optional<Value> valueOf(StepParameter parameter) {
    return isSingle(parameter.source())
        ? valueOf(parameter.source())
        : Optional.of(wholeOf(parameter));
  }

  /** Returns the value that a single source is; empty for the chain's input. */
  Optional<Value> valueOf(int source) {
    return source == StepParameter.INPUT
        ? Optional.empty()
        : Optional.of(new Value.OfStep(step(source)));
  }

  /** Returns the step that asks for a whole first, for the message that there is none. */
  int wanting(Value.WholeOf value) {
    return wanting.getOrDefault(value, StepParameter.INPUT);
  }

  /** Returns the one parameter through which a step reads chunks or a stream. */
  static Optional<StepParameter> streamed(Step step) {
    return step.dataParameters().stream().filter(p -> p.edge() != Edge.WHOLE).findFirst();
  }

  // ---- streams

  /** Returns who reads a stream. */
  List<Reader> readers(int source) {
    return readers.getOrDefault(source, List.of());
  }

  /** Tells whether a source is a stream that several read. */
  boolean isShared(int source) {
    return readers(source).size() > 1;
  }

  /** Returns the streams that several read, in the chain's order. */
  List<Integer> sharedSources() {
    List<Integer> shared = new ArrayList<>();
    for (int source = StepParameter.INPUT; source < chain.steps().size(); source++) {
      if (isShared(source)) {
        shared.add(source);
      }
    }
    return shared;
  }

  /**
   * Tells whether a reader of a shared stream may have to wait until another one has read it: then
   * it must not set the pace.
   */
  boolean isBuffered(int source, Reader reader) {
    Set<Value> awaited = new LinkedHashSet<>();
    for (Optional<Value> owner : owners(reader)) {
      awaited.addAll(closure(owner));
    }
    return readers(source).stream()
        .filter(other -> !other.equals(reader))
        .flatMap(other -> owners(other).stream())
        .anyMatch(owner -> owner.isPresent() && awaited.contains(owner.get()));
  }

  /** Finds the values for which a reader reads in the end; empty stands for the chain itself. */
  private Set<Optional<Value>> owners(Reader reader) {
    Set<Optional<Value>> owners = new LinkedHashSet<>();
    if (reader instanceof Reader.OfValue whole) {
      owners.add(Optional.of(whole.value()));
    } else if (reader instanceof Reader.OfStep step && !isSingle(step.index())) {
      readers(step.index()).forEach(next -> owners.addAll(owners(next)));
    } else if (reader instanceof Reader.OfStep step) {
      owners.add(valueOf(step.index()));
    } else {
      owners.add(Optional.empty());
    }
    return owners;
  }

  /** Returns the shared streams that must be there before a value can be computed. */
  Set<Integer> sharedBelow(Value value) {
    return value instanceof Value.OfStep single
        ? sharedBelowStep(single.step())
        : sharedBelowStream(value.source());
  }

  /** Returns the shared streams that a step reads, through whatever stands between. */
  Set<Integer> sharedBelowStep(Step step) {
    return streamed(step).map(parameter -> sharedBelowStream(parameter.source())).orElse(Set.of());
  }

  private Set<Integer> sharedBelowStream(int source) {
    if (isShared(source)) {
      return Set.of(source);
    }
    return source == StepParameter.INPUT ? Set.of() : sharedBelowStep(step(source));
  }

  // ---- values

  /** Returns the values that must be there before a value can be computed. */
  Set<Value> needs(Value value) {
    Set<Value> known = needs.get(value);
    if (known == null) {
      known =
          value instanceof Value.OfStep single
              ? needsOf(single.step())
              : needsOfStream(value.source());
      needs.put(value, known);
    }
    return known;
  }

  /** Returns the values that must be there before a stream can start, its sources included. */
  Set<Value> needsOfStream(int source) {
    if (isSingle(source)) {
      return valueOf(source).map(Set::of).orElse(Set.of());
    }
    return source == StepParameter.INPUT ? Set.of() : needsOf(step(source));
  }

  private Set<Value> needsOf(Step step) {
    Set<Value> all = new LinkedHashSet<>();
    streamed(step).ifPresent(parameter -> all.addAll(needsOfStream(parameter.source())));
    step.wholes().forEach(parameter -> valueOf(parameter).ifPresent(all::add));
    return all;
  }

  /** Returns all values that a value waits for; for none, all that the chain's stream waits for. */
  Set<Value> closure(Optional<Value> value) {
    Set<Value> all = new LinkedHashSet<>();
    Set<Value> first = value.map(this::needs).orElseGet(() -> needsOfStream(lastIndex()));
    first.forEach(next -> addClosure(next, all));
    return all;
  }

  private void addClosure(Value value, Set<Value> all) {
    if (all.add(value)) {
      needs(value).forEach(next -> addClosure(next, all));
    }
  }

  private int lastIndex() {
    return chain.lastStep().index();
  }
}
