package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.RunContext;
import dev.runnel.engine.Delegating;

/**
 * The form that reads streams of a runnel which wraps one that does.
 *
 * @param <T> the chunks that it reads
 * @param <C> the chunks that it gives
 * @param <O> the whole of what it gives
 */
public final class StreamForm<T, C, O> extends ForwardingRunnel<T, C, O>
    implements CustomStreamRunnel<T, C, O>, Delegating<T, C, O> {
  private final ForwardingRunnel<T, C, O> wrapper;

  private StreamForm(ForwardingRunnel<T, C, O> wrapper) {
    super(wrapper);
    this.wrapper = wrapper;
  }

  /** Lets a wrapper read streams; what it wraps must read them, too. */
  public static <T, C, O> CustomStreamRunnel<T, C, O> of(ForwardingRunnel<T, C, O> wrapper) {
    return new StreamForm<>(wrapper);
  }

  /** Returns the wrapper of which a runnel is the form that reads streams; else the runnel. */
  static <T, C, O> CustomRunnel<T, C, O> wrapper(CustomRunnel<T, C, O> runnel) {
    return runnel instanceof StreamForm<T, C, O> form ? form.wrapper : runnel;
  }

  @Override
  public ChunkStream<C> open(T input, RunContext run) {
    return wrapper.open(input, run);
  }

  @Override
  public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
    return wrapper.openFrom(new Source.Chunks<>(chunks), run);
  }

  @Override
  public CustomRunnel<T, C, O> delegate() {
    return wrapper;
  }

  @Override
  public CustomStreamRunnel<T, C, O> implementation() {
    return this;
  }
}
