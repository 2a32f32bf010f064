package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnelSchemas;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.Attempting;
import java.util.Optional;

/**
 * A runnel that says of itself what another one says, and opens what that one opens. A subclass
 * overrides what differs.
 *
 * <p>Override {@link #openFrom} rather than {@link #open}: it also serves {@link StreamForm}, the
 * form of the same runnel that reads streams.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public abstract class ForwardingRunnel<I, C, O> implements CustomRunnel<I, C, O>, Attempting {
  private final CustomRunnel<I, C, O> runnel;

  protected ForwardingRunnel(CustomRunnel<I, C, O> runnel) {
    this.runnel = runnel;
  }

  /** Returns the runnel that stands behind. */
  public final CustomRunnel<I, C, O> runnel() {
    return runnel;
  }

  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    return openFrom(new Source.Value<>(input), run);
  }

  /** Opens the chunks of one run, whether it reads a value or a stream. */
  protected ChunkStream<C> openFrom(Source<I> source, RunContext run) {
    return source.open(runnel, run);
  }

  @Override
  public Whole<C, O> whole() {
    return runnel.whole();
  }

  @Override
  public String name() {
    return runnel.name();
  }

  @Override
  public RunType type() {
    return runnel.type();
  }

  @Override
  public RunConfig config() {
    return runnel.config();
  }

  @Override
  public Graph graph() {
    return runnel.graph();
  }

  @Override
  public Optional<RunnelSchemas> schemas() {
    return runnel.schemas();
  }

  @Override
  public boolean isAttempting() {
    return Attempting.is(runnel);
  }

  @Override
  public String toString() {
    return runnel.toString();
  }
}
