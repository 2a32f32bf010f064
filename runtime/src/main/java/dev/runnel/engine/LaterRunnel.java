package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import java.util.function.Supplier;

/** A runnel that may not have been made yet, such as another chain of the same class. */
class LaterRunnel<I, C> implements CustomRunnel<I, C, Object> {
  private final String name;
  private final Supplier<? extends Runnel<I, C, Object>> runnel;

  LaterRunnel(String name, Supplier<? extends Runnel<I, C, Object>> runnel) {
    this.name = name;
    this.runnel = runnel;
  }

  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    return runnel.get().implementation().open(input, run);
  }

  @Override
  public Whole<C, Object> whole() {
    return runnel.get().implementation().whole();
  }

  @Override
  public Graph graph() {
    return Graph.step(name, RunType.CHAIN);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RunType type() {
    return runnel.get().implementation().type();
  }

  @Override
  public RunConfig config() {
    return runnel.get().implementation().config();
  }

  /** One that reads a stream. */
  static final class OfStream<T, C> extends LaterRunnel<T, C>
      implements CustomStreamRunnel<T, C, Object> {
    private final Supplier<StreamRunnel<T, C, Object>> runnel;

    OfStream(String name, Supplier<StreamRunnel<T, C, Object>> runnel) {
      super(name, runnel);
      this.runnel = runnel;
    }

    @Override
    public ChunkStream<C> open(T input, RunContext run) {
      return super.open(input, run);
    }

    @Override
    public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
      return runnel.get().implementation().openStream(chunks, run);
    }
  }
}
