package dev.runnel.processor.generate;

import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a chain that one pipeline runs: a source, and the steps that its chunks are pushed
 * through.
 *
 * @param source where the chunks come from
 * @param stages the steps that are called for each chunk, in their order
 */
record Segment(Source source, List<Step> stages) {
  /** Says where chunks come from. */
  sealed interface Source {
    /**
     * One value that is there already; empty for the chain's input.
     *
     * @param value the value
     */
    record Single(Optional<Value> value) implements Source {}

    /**
     * A step that is called once, or a component that is opened.
     *
     * @param step the step
     */
    record Once(Step step) implements Source {}

    /** The stream that the chain reads. */
    record Input() implements Source {}

    /**
     * One reader of a shared stream.
     *
     * @param source the shared step
     * @param reader the reader
     */
    record OfShared(int source, Reader reader) implements Source {}

    /**
     * Is another pipeline.
     *
     * @param segment what it runs
     * @param last the step whose chunks it gives
     */
    record Part(Segment segment, Step last) implements Source {}
  }

  /** Finds the segment that gives a source's chunks to a reader. */
  static Segment to(ChainGraph graph, int target, Reader reader) {
    if (graph.isShared(target)) {
      return new Segment(new Source.OfShared(target, reader), List.of());
    }
    return whole(graph, target);
  }

  /** Finds the segment that gives a source's chunks, also if that is shared. */
  static Segment whole(ChainGraph graph, int target) {
    List<Step> stages = new ArrayList<>();
    int current = target;
    while (!graph.isSingle(current)
        && current != StepParameter.INPUT
        && graph.step(current).reads() == Reads.CHUNK) {
      Step stage = graph.step(current);
      stages.add(0, stage);
      current = ChainGraph.streamed(stage).orElseThrow().source();
      if (graph.isShared(current)) {
        return split(
            new Source.OfShared(current, new Reader.OfStep(stage.index())), List.copyOf(stages));
      }
    }
    return split(sourceAt(graph, current), List.copyOf(stages));
  }

  private static Source sourceAt(ChainGraph graph, int index) {
    if (graph.isSingle(index)) {
      return new Source.Single(graph.valueOf(index));
    }
    return index == StepParameter.INPUT ? new Source.Input() : new Source.Once(graph.step(index));
  }

  /**
   * Splits before a step that gives many chunks per call behind a step that emits: the chunks of
   * the one are pulled, so those of the other must wait in a pipeline of their own.
   */
  private static Segment split(Source source, List<Step> stages) {
    if (source instanceof Source.Once once && emits(once.step())) {
      return new Segment(source, stages);
    }
    for (int i = stages.size() - 1; i > 0; i--) {
      boolean afterEmitting = stages.subList(0, i).stream().anyMatch(Segment::emits);
      if (afterEmitting && givesMany(stages.get(i))) {
        Source part = new Source.Part(split(source, stages.subList(0, i)), stages.get(i - 1));
        return new Segment(part, stages.subList(i, stages.size()));
      }
    }
    return new Segment(source, stages);
  }

  /**
   * Tells whether a step pushes its chunks into an emitter. What a guarded step gives is pulled,
   * since it may be tried again.
   */
  static boolean emits(Step step) {
    return step.guard() == null
        && (step.gives() == Gives.EMITTER
            || step.kind() == StepKind.TRANSFORMER_METHOD
            || (step.kind() == StepKind.TRANSFORMER_COMPONENT && step.reads() == Reads.CHUNK));
  }

  /** Tells whether a call of the step gives chunks that are pulled one by one. */
  static boolean givesMany(Step step) {
    if (step.guard() != null) {
      return true;
    }
    return switch (step.gives()) {
      case ITERATOR, ITERABLE, JDK_STREAM, CHUNK_STREAM, FLOW_PUBLISHER, RS_PUBLISHER, CALL -> true;
      default -> false;
    };
  }

  /** Counts the steps that push their chunks into an emitter. */
  long emitters() {
    return stages.stream().filter(Segment::emits).count() + (pushes() ? 1 : 0);
  }

  /** Tells whether one long call pushes all chunks. */
  boolean pushes() {
    return source instanceof Source.Once once && emits(once.step());
  }

  /**
   * Tells whether the chunks come from another stream, which can push them through: not from an
   * iterator, whose loop is best written here, nor where what a step gives for each chunk is pulled
   * in between.
   */
  boolean relays() {
    for (Step stage : stages) {
      if (emits(stage)) {
        break;
      }
      if (givesMany(stage)) {
        return false;
      }
    }
    if (source instanceof Source.Once once) {
      return !pushes() && opensStream(once.step());
    }
    return source instanceof Source.OfShared
        || (source instanceof Source.Input && !stages.isEmpty());
  }

  private static boolean opensStream(Step step) {
    if (step.guard() != null || StepCalls.isComponent(step)) {
      return true;
    }
    return switch (step.gives()) {
      case CHUNK_STREAM, CALL, FLOW_PUBLISHER, RS_PUBLISHER -> true;
      default -> false;
    };
  }

  /** Returns the step that is called once or opened, if the chunks come from one. */
  Optional<Step> once() {
    return source instanceof Source.Once once ? Optional.of(once.step()) : Optional.empty();
  }

  /** Returns the step whose chunks the segment gives, or the chain's input. */
  int last() {
    return stages.isEmpty() ? read() : stages.get(stages.size() - 1).index();
  }

  /** Returns the step whose chunks the segment reads, or the chain's input. */
  int read() {
    if (source instanceof Source.Single single) {
      return single.value().map(Value::source).orElse(StepParameter.INPUT);
    }
    if (source instanceof Source.OfShared shared) {
      return shared.source();
    }
    if (source instanceof Source.Part part) {
      return part.last().index();
    }
    return source instanceof Source.Once once ? once.step().index() : StepParameter.INPUT;
  }
}
