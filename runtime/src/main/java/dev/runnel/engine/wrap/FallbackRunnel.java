package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.engine.Attempting;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Runs;
import dev.runnel.engine.run.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Runs another runnel, and when it fails the next one; each is a run below this one. */
public class FallbackRunnel<I, C, O> implements Runnel<I, C, O>, Attempting {
  private final Runnel<I, C, O> first;
  private final List<? extends Runnel<I, C, ?>> all;

  public FallbackRunnel(Runnel<I, C, O> first, List<? extends Runnel<I, C, ?>> all) {
    this.first = first;
    this.all = all;
  }

  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    return attempts(run, null, number -> Runs.child(all.get(number - 1), input, run, List.of()));
  }

  public final ChunkStream<C> attempts(
      RunContext run, @Nullable Recording<?> recording, IntFunction<Pipeline<C>> opening) {
    return new AttemptStream<>(
        new Attempts<>(opening, new Attempts.Fallback(all.size()), (Run) run, recording));
  }

  @Override
  public Whole<C, O> whole() {
    return first.whole();
  }

  @Override
  public String name() {
    return "RunnableWithFallbacks";
  }

  @Override
  public Graph graph() {
    Map<String, Graph> branches = new LinkedHashMap<>();
    branches.put(GuardLabels.FIRST, all.get(0).graph());
    for (int i = 1; i < all.size(); i++) {
      branches.put(GuardLabels.fallback(i), all.get(i).graph());
    }
    return Graph.choice(branches);
  }

  @Override
  public String toString() {
    return "the first of " + all + " that does not fail";
  }

  /** Runs runnels that read a stream; what was read is kept while another one may follow. */
  public static final class OfStream<T, C, O> extends FallbackRunnel<T, C, O>
      implements StreamRunnel<T, C, O> {
    private final StreamRunnel<T, C, O> first;
    private final List<? extends StreamRunnel<T, C, ?>> all;

    OfStream(StreamRunnel<T, C, O> first, List<? extends StreamRunnel<T, C, ?>> all) {
      super(first, all);
      this.first = first;
      this.all = all;
    }

    /** Tries one more, after those that there are. */
    @Override
    @SuppressWarnings("unchecked") // what reads more than T and streams less than C is as good
    public StreamRunnel<T, C, O> withFallbacks(StreamRunnel<? super T, ? extends C, ?> fallback) {
      List<StreamRunnel<T, C, ?>> more = new ArrayList<>(all);
      more.add((StreamRunnel<T, C, ?>) fallback);
      return new OfStream<>(first, List.copyOf(more));
    }

    @Override
    public ChunkStream<C> open(T input, RunContext run) {
      return super.open(input, run);
    }

    @Override
    public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
      Recording<T> recording = new Recording<>(chunks);
      return attempts(
          run,
          recording,
          number -> Runs.child(all.get(number - 1), recording.replay(), run, List.of()));
    }
  }
}
