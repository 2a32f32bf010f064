package dev.runnel.compose;

import dev.runnel.BatchOptions;
import dev.runnel.BatchResult;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Graph;
import dev.runnel.Indexed;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import java.util.List;

/**
 * Runs a runnel over each of many inputs, some at the same time. A chunk is the outcome of one
 * input, as soon as it is there; the whole has all of them in the order of the inputs. Immutable
 * and thread-safe.
 *
 * <pre>{@code
 * RunnableEach<Document, String, List<String>> summaries =
 *     RunnableEach.of(summarize, BatchOptions.ofMaxConcurrency(4));
 * List<String> all = summaries.invoke(documents);
 * }</pre>
 *
 * <p>The first failure cancels the other inputs' runs and is the failure of the whole, unless
 * {@link #collectingFailures} says otherwise. Each input's run is a run below this one's.
 *
 * @param <I> one input
 * @param <O> what the runnel gives for it
 * @param <W> the whole
 */
public final class RunnableEach<I, O, W> implements CustomRunnel<List<I>, Indexed<O>, W> {
  private final Runnel<I, ?, O> runnel;
  private final BatchOptions options;
  private final EachWhole<O, W> whole;

  private RunnableEach(Runnel<I, ?, O> runnel, BatchOptions options, EachWhole<O, W> whole) {
    this.runnel = runnel;
    this.options = options;
    this.whole = whole;
  }

  /**
   * Runs a runnel over each input.
   *
   * @param runnel what runs
   * @param options how many at the same time, and the runs' configuration
   * @param <I> one input
   * @param <O> what the runnel gives for it
   * @return a runnel over lists, whose whole is the list of values
   */
  public static <I, O> RunnableEach<I, O, List<O>> of(
      Runnel<I, ?, O> runnel, BatchOptions options) {
    return new RunnableEach<>(runnel, options, EachWhole.values());
  }

  /**
   * Keeps the failures: each input has its value or its failure, and none of them ends the others.
   *
   * @return a copy, whose whole has all outcomes
   */
  public RunnableEach<I, O, BatchResult<O>> collectingFailures() {
    return new RunnableEach<>(runnel, options, EachWhole.outcomes());
  }

  /**
   * Reads a stream of inputs in place of a list: an input's run starts when the input is there and
   * one of the places for it is free. What waits is not kept: the inputs are pulled.
   *
   * @return a runnel over streams
   */
  public StreamRunnel<I, Indexed<O>, W> overStream() {
    return new OverStream<>(this);
  }

  @Override
  public ChunkStream<Indexed<O>> open(List<I> input, RunContext run) {
    return open(ChunkStream.from(input), run);
  }

  private ChunkStream<Indexed<O>> open(ChunkStream<I> inputs, RunContext run) {
    return new EachPipeline<>(name(), run, inputs, runnel, options, whole.failsFast());
  }

  @Override
  public Whole<Indexed<O>, W> whole() {
    return whole;
  }

  @Override
  public Graph graph() {
    return runnel.graph().reading("each");
  }

  @Override
  public String name() {
    return "RunnableEach<" + runnel.implementation().name() + ">";
  }

  /**
   * Returns what runs over each input.
   *
   * @return the runnel
   */
  public Runnel<I, ?, O> runnel() {
    return runnel;
  }

  private record OverStream<I, O, W>(RunnableEach<I, O, W> each)
      implements CustomStreamRunnel<I, Indexed<O>, W> {
    @Override
    public ChunkStream<Indexed<O>> openStream(ChunkStream<I> chunks, RunContext run) {
      return each.open(chunks, run);
    }

    @Override
    public Whole<Indexed<O>, W> whole() {
      return each.whole();
    }

    @Override
    public Graph graph() {
      return each.graph();
    }

    @Override
    public String name() {
      return each.name();
    }
  }
}
