package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.PassingPipeline;
import dev.runnel.engine.Plan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that was composed at run time. Its methods' types have checked what its steps give and
 * read; inside, they are objects.
 */
public final class ComposedSequence<I, C, O> extends ChainSequence<I, C, O> {
  private final List<Stage> stages;
  private final Plan plan;

  private ComposedSequence(List<Stage> stages, Plan plan, Whole<C, O> whole) {
    super(plan, whole, (input, run) -> new Chunks<>(plan, run, input, stages));
    this.stages = stages;
    this.plan = plan;
  }

  /** Lets the second runnel read the chunks of the first as they come. */
  public static <I, C, D, P> ComposedSequence<I, D, P> piped(
      CustomRunnel<I, C, ?> first, CustomStreamRunnel<? super C, D, P> next) {
    return of(first, new Stage(next, true), next.whole());
  }

  /** Lets the second runnel read the whole of the first. */
  public static <I, O, D, P> ComposedSequence<I, D, P> joined(
      CustomRunnel<I, ?, O> first, CustomRunnel<? super O, D, P> next) {
    return of(first, new Stage(next, false), next.whole());
  }

  /** Returns the last runnel of a sequence; of anything else, itself. */
  static CustomRunnel<?, ?, ?> lastOf(CustomRunnel<?, ?, ?> runnel) {
    return runnel instanceof ComposedSequence<?, ?, ?> sequence
        ? sequence.stages.get(sequence.stages.size() - 1).runnel()
        : runnel;
  }

  /** Puts stages one behind the other; those of sequences, since stages in stages go too deep. */
  private static <I, C, O> ComposedSequence<I, C, O> of(
      CustomRunnel<I, ?, ?> first, Stage next, Whole<C, O> whole) {
    List<Stage> stages = new ArrayList<>(new Stage(first, false).flat());
    stages.addAll(next.flat());
    List<Plan.Step> steps = new ArrayList<>();
    if (first instanceof ComposedSequence<I, ?, ?> sequence) {
      steps.addAll(sequence.plan.steps());
    }
    for (int i = steps.size(); i < stages.size(); i++) {
      int before = i == 0 ? Plan.INPUT : i - 1;
      steps.add(Plan.step(stages.get(i).runnel().name()).reads("input", before));
    }
    Plan plan = Plan.of("RunnableSequence", steps.toArray(Plan.Step[]::new));
    return new ComposedSequence<>(List.copyOf(stages), plan, whole);
  }

  @Override
  public Graph graph() {
    return stages.stream().map(stage -> stage.runnel().graph()).reduce(Graph::then).orElseThrow();
  }

  /**
   * One runnel of the sequence.
   *
   * @param runnel the runnel
   * @param readsChunks whether it reads the chunks of the one before, or its whole
   */
  private record Stage(CustomRunnel<?, ?, ?> runnel, boolean readsChunks) {
    /** Returns the stages of a sequence, which is one that reads a whole; else this one. */
    List<Stage> flat() {
      return runnel instanceof ComposedSequence<?, ?, ?> sequence ? sequence.stages : List.of(this);
    }

    @SuppressWarnings("unchecked")
    CustomRunnel<Object, Object, Object> any() {
      return (CustomRunnel<Object, Object, Object>) runnel;
    }

    /**
     * Returns what transforms the chunks of the stage before, if that is all that this one does.
     */
    @SuppressWarnings("unchecked")
    @Nullable TransformerRunnel<Object, Object, ?> transformer() {
      return readsChunks
              && runnel instanceof TransformerRunnel<?, ?, ?> transformer
              && transformer.config().timeout().isEmpty()
          ? (TransformerRunnel<Object, Object, ?>) transformer
          : null;
    }

    @SuppressWarnings("unchecked")
    CustomStreamRunnel<Object, Object, Object> anyStream() {
      return (CustomStreamRunnel<Object, Object, Object>) runnel;
    }
  }

  /** Opens the stages one after the other. */
  private static final class Chunks<C> extends PassingPipeline<C> {
    private final Object input;
    private final List<Stage> stages;

    Chunks(Plan plan, RunContext run, Object input, List<Stage> stages) {
      super(plan, run, input);
      this.input = input;
      this.stages = stages;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void start() throws Exception {
      ChunkStream<Object> chunks = open(0, stages.get(0).any(), input);
      boolean told = false; // whether the chunks come from a part that has told of them
      int step = 1;
      while (step < stages.size()) {
        Stage stage = stages.get(step);
        List<TransformerRunnel<Object, Object, ?>> transformers = transformersFrom(step);
        if (!told && !transformers.isEmpty()) {
          chunks = new Transformed<>(this, step - 1, chunks, transformers);
          step += transformers.size();
          told = true;
          continue;
        }
        if (stage.readsChunks()) {
          ChunkStream<Object> read = told ? chunks : new Part<>(this, step - 1, chunks);
          chunks = openStream(step, stage.anyStream(), read);
        } else {
          Whole<Object, Object> whole = stages.get(step - 1).any().whole();
          chunks = open(step, stage.any(), collect(step - 1, chunks, whole, step));
        }
        told = false;
        step++;
      }
      if (told) {
        read(stages.size() - 1, (ChunkStream<C>) chunks);
      } else {
        relay(stages.size() - 1, (ChunkStream<C>) chunks);
        mayStartAnew();
      }
    }

    /** Returns the transformers from a stage on that stand one behind the other. */
    private List<TransformerRunnel<Object, Object, ?>> transformersFrom(int step) {
      List<TransformerRunnel<Object, Object, ?>> transformers = new ArrayList<>();
      for (Stage stage : stages.subList(step, stages.size())) {
        @Nullable TransformerRunnel<Object, Object, ?> transformer = stage.transformer();
        if (transformer == null) {
          break;
        }
        transformers.add(transformer);
      }
      return transformers;
    }
  }

  /** Reports the chunks of one stage as the next one reads them. */
  private static final class Part<C> extends PassingPipeline<C> {
    private final int step;
    private final ChunkStream<C> chunks;

    Part(ChainPipeline<?> reader, int step, ChunkStream<C> chunks) {
      super(reader, chunks);
      this.step = step;
      this.chunks = chunks;
    }

    @Override
    protected void start() {
      relay(step, chunks);
    }
  }
}
