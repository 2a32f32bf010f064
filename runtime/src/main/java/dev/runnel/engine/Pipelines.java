package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.NullChunkException;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.TimeoutPolicy;
import dev.runnel.engine.run.DroppedStreams;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.whole.ChunkCollector;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pipelines of runnels: of a run of its own, of a run below another one, or of a step.
 *
 * <p>None has started: that happens when its first chunk is asked for.
 */
public final class Pipelines {
  private Pipelines() {}

  // ---- runs of their own

  /**
   * Makes the pipeline of a run of its own.
   *
   * @param config is laid over the runnel's
   * @param openedAt where the stream was opened, if it is to be closed when its reader drops it
   */
  public static <I, C> Pipeline<C> root(
      CustomRunnel<I, C, ?> runnel,
      I input,
      RunConfig config,
      boolean streaming,
      @Nullable String openedAt) {
    checkInput(runnel, input);
    Run run = Run.of(runnel, runnel.config().merge(config), streaming);
    return ofRun(runnel, input, run, openedAt);
  }

  /** Makes the pipeline of a run of its own that reads a stream. */
  public static <T, C> Pipeline<C> rootOfStream(
      CustomStreamRunnel<T, C, ?> runnel, ChunkStream<T> chunks) {
    if (chunks == null) {
      throw new NullChunkException("The stream that '" + runnel.name() + "' is to read is null.");
    }
    return ofStream(runnel, chunks, Run.of(runnel, runnel.config(), true), DroppedStreams.here());
  }

  /** Rejects an input that is null. */
  public static void checkInput(CustomRunnel<?, ?, ?> runnel, @Nullable Object input) {
    if (input == null) {
      throw new NullChunkException("The input of '" + runnel.name() + "' is null.");
    }
  }

  // ---- runs below another one

  /** Opens a runnel as a run below another one, for a composition. */
  public static <I, C> Pipeline<C> child(
      CustomRunnel<I, C, ?> runnel, I input, RunContext parent, List<String> tags) {
    return ofRun(runnel, input, ((Run) parent).child(runnel, tags), null);
  }

  /** Opens a runnel that reads a stream as a run below another one, for a composition. */
  public static <T, C> Pipeline<C> childOfStream(
      CustomStreamRunnel<T, C, ?> runnel,
      ChunkStream<T> chunks,
      RunContext parent,
      List<String> tags) {
    return ofStream(runnel, chunks, ((Run) parent).child(runnel, tags), null);
  }

  /** Runs a runnel to its end as a run below another one, for a composition. */
  public static <I, O> O childWhole(
      CustomRunnel<I, ?, O> runnel, I input, RunContext parent, List<String> tags) {
    return whole(runnel, input, ((Run) parent).child(runnel, tags, runnel.config(), false));
  }

  /** Runs a runnel to its end as a run below another one, with a configuration. */
  public static <I, O> O childWhole(
      CustomRunnel<I, ?, O> runnel, I input, RunContext parent, RunConfig config) {
    RunConfig merged = runnel.config().merge(config);
    return whole(runnel, input, ((Run) parent).child(runnel, List.of(), merged, false));
  }

  private static <I, C, O> O whole(CustomRunnel<I, C, O> runnel, I input, Run run) {
    return collect(ofRun(runnel, input, run, null), runnel);
  }

  // ---- steps

  /** Opens a step's component as a stream that tells of its run by itself. */
  public static <I, C> ChunkStream<C> open(
      CustomRunnel<I, C, ?> component, I input, RunContext run) {
    return held(ofRun(component, input, ((Run) run), null));
  }

  /** Opens a step's component that reads a stream as one that tells of its run by itself. */
  public static <T, C> ChunkStream<C> openStream(
      CustomStreamRunnel<T, C, ?> component, ChunkStream<T> chunks, RunContext run) {
    return held(ofStream(component, chunks, ((Run) run), null));
  }

  // ---- how they are read

  /** Returns what the reader of a pipeline holds. */
  public static <C> ChunkStream<C> held(Pipeline<C> pipeline) {
    return pipeline.pushes() ? new HeldStream<>(pipeline) : pipeline;
  }

  /** Runs to the end and returns the whole. */
  public static <C, O> O collect(Pipeline<C> pipeline, CustomRunnel<?, C, O> runnel) {
    return whole(pipeline.collector(runnel.whole()), runnel);
  }

  /** Runs to the end, hands each chunk on, and returns the whole. */
  public static <C, O> O collect(
      Pipeline<C> pipeline, CustomRunnel<?, C, O> runnel, Consumer<? super C> reader) {
    ChunkCollector<C, O> collector = ChunkCollector.of(CallSource.whole(pipeline, runnel.whole()));
    pipeline.drive(
        chunk -> {
          collector.accept(chunk);
          reader.accept(chunk);
        });
    if (pipeline.isClosed()) {
      throw pipeline.scope.closed();
    }
    return whole(collector, runnel);
  }

  private static <C, O> O whole(ChunkCollector<C, O> collector, CustomRunnel<?, C, O> runnel) {
    return collector.isEmpty()
        ? collector.whenEmpty("Chain '" + runnel.name() + "'", "its caller")
        : collector.sum();
  }

  /** Returns the run whose chunks a pipeline gives. */
  public static RunContext contextOf(Pipeline<?> pipeline) {
    return pipeline.scope.run();
  }

  // ---- limits

  /** Limits a stream as the configuration of its run says. */
  public static <C> ChunkStream<C> limited(
      RunContext context, Supplier<? extends ChunkStream<? extends C>> opening) {
    Run run = ((Run) context);
    Supplier<ChunkStream<C>> narrowed = narrowed(opening);
    return run.config().timeout().isPresent()
        ? new TimeoutStream<>(narrowed, run.config().timeout().get(), run)
        : narrowed.get();
  }

  /**
   * Limits a stream.
   *
   * @param read what the stream reads, if that is to be closed although the stream is never opened
   */
  public static <C> ChunkStream<C> limited(
      TimeoutPolicy policy,
      RunContext run,
      @Nullable AutoCloseable read,
      Supplier<? extends ChunkStream<? extends C>> opening) {
    TimeoutStream<C> limited =
        new TimeoutStream<>(Pipelines.<C>narrowed(opening), policy, ((Run) run));
    if (read != null) {
      limited.owns(read);
    }
    return limited;
  }

  /** A stream only gives, so a stream of a subtype is as good. */
  @SuppressWarnings("unchecked")
  private static <C> Supplier<ChunkStream<C>> narrowed(
      Supplier<? extends ChunkStream<? extends C>> opening) {
    return (Supplier<ChunkStream<C>>) opening;
  }

  // ---- how they are made

  private static <I, C> Pipeline<C> ofRun(
      CustomRunnel<I, C, ?> runnel, I input, Run run, @Nullable String openedAt) {
    Pipeline<C> pipeline = of(runnel, input, run);
    return outermost(pipeline, input, runnel, openedAt);
  }

  private static <I, C> Pipeline<C> of(CustomRunnel<I, C, ?> runnel, I input, Run run) {
    if (run.config().timeout().isEmpty()) {
      if (runnel instanceof ChainSequence<I, C, ?> chain) {
        return chain.open(input, run);
      }
      if (runnel instanceof Delegating<?, ?, ?>) {
        return of(delegate(runnel), input, run);
      }
    }
    return new RunnelPipeline<>(
        runnel.name(),
        runnel.type(),
        run,
        input,
        own -> limited(run, () -> runnel.open(input, own)));
  }

  @SuppressWarnings("unchecked") // a runnel delegates to one of the same types
  private static <I, C> CustomRunnel<I, C, ?> delegate(CustomRunnel<I, C, ?> runnel) {
    return ((Delegating<I, C, ?>) runnel).delegate();
  }

  private static <T, C> Pipeline<C> ofStream(
      CustomStreamRunnel<T, C, ?> runnel,
      ChunkStream<T> chunks,
      Run run,
      @Nullable String openedAt) {
    @Nullable SummedInput<T> summedInput =
        run.listeners().isEmpty() ? null : new SummedInput<>(chunks);
    ChunkStream<T> read = summedInput == null ? chunks : summedInput;
    Pipeline<C> pipeline =
        new RunnelPipeline<>(
            runnel.name(),
            runnel.type(),
            run,
            read,
            own -> limited(run, () -> runnel.openStream(read, own)));
    pipeline.lifetime.own(read);
    if (pipeline.notifier != null && summedInput != null) {
      pipeline.notifier.reads(summedInput);
    }
    return outermost(pipeline, null, runnel, openedAt);
  }

  /** Lets a pipeline begin and end its run, and tell of it, if anybody listens. */
  private static <C> Pipeline<C> outermost(
      Pipeline<C> pipeline,
      @Nullable Object input,
      CustomRunnel<?, C, ?> runnel,
      @Nullable String openedAt) {
    pipeline.beOutermost(openedAt);
    if (pipeline.notifier != null) {
      pipeline.notifier.ofRoot(input, runnel.whole());
    }
    return pipeline;
  }
}
