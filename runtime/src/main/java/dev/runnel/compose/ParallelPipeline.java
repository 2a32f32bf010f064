package dev.runnel.compose;

import dev.runnel.ChunkChannel;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.engine.CompositionPipeline;
import dev.runnel.engine.PassingPipeline;
import dev.runnel.engine.Plan;
import dev.runnel.engine.call.Workers;
import dev.runnel.engine.stream.Channel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs several runnels over one input at the same time, each on a thread of its own, and gives
 * their chunks as they come, each in a map under its branch's key.
 *
 * @param <I> the input
 */
final class ParallelPipeline<I> extends CompositionPipeline<Map<String, Object>> {
  private final I input;
  private final Map<String, Runnel<? super I, ?, ?>> branches;
  private final Set<String> keys;
  private final Channel<Map<String, Object>> merged = new Channel<>(ChunkChannel.DEFAULT_CAPACITY);
  private final Branches work;

  ParallelPipeline(
      String name, RunContext run, I input, Map<String, Runnel<? super I, ?, ?>> branches) {
    super(plan(name, branches), run, input);
    this.input = input;
    this.branches = new LinkedHashMap<>(branches);
    this.keys = Collections.unmodifiableSet(this.branches.keySet());
    this.work = new Branches(merged);
  }

  private static <I> Plan plan(String name, Map<String, Runnel<? super I, ?, ?>> branches) {
    return Plan.parallel(
        name,
        branches.entrySet().stream()
            .map(
                branch ->
                    Plan.step(branch.getValue().implementation().name())
                        .reads("input", Plan.INPUT)
                        .branch(branch.getKey()))
            .toList());
  }

  @Override
  protected void start() {
    own(merged);
    int step = 0;
    for (Map.Entry<String, Runnel<? super I, ?, ?>> branch : branches.entrySet()) {
      work.parts.add(new Branch<>(this, step, branch.getKey(), branch.getValue()));
      step++;
    }
    Workers workers = new Workers(openRun(), branches.size(), work);
    work.parts.forEach(part -> workers.addForReader());
  }

  @Override
  protected boolean advance() {
    if (!hasMore()) {
      return false;
    }
    Map<String, Object> chunk = merged.next();
    reader().accept(chunk);
    return true;
  }

  private boolean hasMore() {
    try {
      return merged.hasNext();
    } catch (Throwable thrown) {
      @Nullable Throwable failure = work.failure;
      if (failure != null) {
        openRun().fail(failure);
      }
      throw thrown;
    }
  }

  /**
   * What the branches have in common. The first one that fails closes the others; what was made
   * before is still read, and then the failure.
   */
  private static final class Branches implements Workers.Job {
    private final Channel<Map<String, Object>> merged;
    private final AtomicInteger nextPart = new AtomicInteger();
    private final List<Branch<?, ?>> parts = new CopyOnWriteArrayList<>();
    private volatile @Nullable Throwable failure;

    Branches(Channel<Map<String, Object>> merged) {
      this.merged = merged;
    }

    @Override
    public boolean next() {
      int index = nextPart.getAndIncrement();
      if (index >= parts.size()) {
        return false;
      }
      parts.get(index).driveInto(merged);
      return true;
    }

    @Override
    public void completed() {
      merged.complete();
    }

    @Override
    public void failed(Throwable thrown) {
      synchronized (this) {
        if (failure != null) {
          return;
        }
        failure = thrown;
      }
      try {
        for (Branch<?, ?> part : parts) {
          part.close();
        }
      } finally {
        merged.fail(thrown); // only now, since who reads it ends the run above the branches
      }
    }
  }

  /** One branch. */
  private static final class Branch<I, C> extends PassingPipeline<C> {
    private final int step;
    private final String key;
    private final Runnel<? super I, C, ?> runnel;
    private final I input;
    private final Set<String> keys;

    Branch(ParallelPipeline<I> parent, int step, String key, Runnel<? super I, C, ?> runnel) {
      super(parent);
      this.step = step;
      this.key = key;
      this.runnel = runnel;
      this.input = parent.input;
      this.keys = parent.keys;
    }

    void driveInto(Channel<Map<String, Object>> merged) {
      Whole<?, ?> whole = runnel.implementation().whole();
      drive(chunk -> merged.emit(new BranchChunk(key, chunk, whole, keys)));
    }

    @Override
    protected void start() {
      relay(step, this.<I, C>open(step, runnel, input));
    }
  }
}
