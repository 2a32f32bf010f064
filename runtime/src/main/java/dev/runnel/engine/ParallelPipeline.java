package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs several runnels over one input at the same time, each on a thread of its own, and gives
 * their chunks as they come, each in a map under its branch's key.
 *
 * @param <I> the input
 */
public final class ParallelPipeline<I> extends ChainPipeline<Map<String, Object>> {
  private static final int ROOM = 64;

  private final I input;
  private final Map<String, Runnel<? super I, ?, ?>> branches;
  private final Channel<Map<String, Object>> merged = new Channel<>(ROOM);

  /**
   * Makes the pipeline of one run.
   *
   * @param name what it is called in errors
   * @param run the run
   * @param input the input of all branches
   * @param branches the branches by their keys, in their order
   */
  public ParallelPipeline(
      String name, RunContext run, I input, Map<String, Runnel<? super I, ?, ?>> branches) {
    super(plan(name, branches), run, input);
    this.input = input;
    this.branches = new LinkedHashMap<>(branches);
  }

  private static <I> Plan plan(String name, Map<String, Runnel<? super I, ?, ?>> branches) {
    return Plan.parallel(
        name,
        branches.entrySet().stream()
            .map(
                branch ->
                    Plan.step(branch.getValue().name())
                        .reads("input", Plan.INPUT)
                        .branch(branch.getKey()))
            .toList());
  }

  @Override
  protected void start() {
    resources.own(merged);
    AtomicInteger working = new AtomicInteger(branches.size());
    int step = 0;
    for (Map.Entry<String, Runnel<? super I, ?, ?>> branch : branches.entrySet()) {
      Branch<I, ?> part = new Branch<>(this, step, branch.getValue());
      run(part, branch.getKey(), working);
      step++;
    }
  }

  private <C> void run(Branch<I, C> part, String key, AtomicInteger working) {
    Scope common = scope;
    Channel<Map<String, Object>> channel = merged;
    Task<Boolean> task =
        new Task<>(
            common.resources(),
            () -> {
              try {
                part.drive(chunk -> channel.emit(Map.of(key, chunk)));
              } catch (Throwable failure) {
                common.fail(CALLER, failure);
                throw failure;
              }
              if (working.decrementAndGet() == 0) {
                channel.complete();
              }
              return true;
            });
    common.resources().own(task);
    common.run().executor().execute(common.run().parentRun().wrap(task));
  }

  @Override
  protected boolean advance() {
    if (!merged.hasNext()) {
      return false;
    }
    out.accept(merged.next());
    return true;
  }

  /** Is one branch. */
  private static final class Branch<I, C> extends ChainPipeline<C> {
    private final int step;
    private final Runnel<? super I, C, ?> runnel;
    private final I input;
    private @Nullable ChunkStream<C> chunks;

    Branch(ParallelPipeline<I> parent, int step, Runnel<? super I, C, ?> runnel) {
      super(parent);
      this.step = step;
      this.runnel = runnel;
      this.input = parent.input;
    }

    @Override
    protected void start() {
      chunks = open(step, runnel, input);
    }

    @Override
    protected boolean advance() {
      ChunkStream<C> source = given(step, chunks);
      at = step;
      if (!source.hasNext()) {
        end(step);
        return false;
      }
      C chunk = chunk(step, source.next());
      at = CALLER;
      out.accept(chunk);
      return true;
    }
  }
}
