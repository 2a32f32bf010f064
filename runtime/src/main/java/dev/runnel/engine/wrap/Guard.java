package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Graph;
import dev.runnel.NullChunkException;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.StreamSequence;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is what the annotations {@code @Timeout}, {@code @Retry} and {@code @Fallback} of a step or chain
 * say, for generated code: each attempt is limited, the step is tried again, and then others are.
 * Immutable.
 *
 * @param timeout the limits of each attempt
 * @param retry how attempts are repeated
 */
public record Guard(@Nullable TimeoutPolicy timeout, @Nullable RetryPolicy retry) {
  /** Limits nothing and repeats nothing; fallbacks may follow. */
  public static final Guard NONE = new Guard(null, null);

  /**
   * Limits each attempt.
   *
   * @param limits the limits
   * @return a copy
   */
  public Guard timeout(TimeoutPolicy limits) {
    return new Guard(limits, retry);
  }

  /**
   * Repeats attempts.
   *
   * @param policy how
   * @return a copy
   */
  public Guard retry(RetryPolicy policy) {
    return new Guard(timeout, policy);
  }

  /**
   * Guards a runnel.
   *
   * @param first what is tried first
   * @param fallbacks what is tried when that has failed, in this order; not guarded
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the guarded runnel
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <I, C, O> Runnel<I, C, O> of(
      Runnel<I, C, O> first, Runnel<? super I, ? extends C, ?>... fallbacks) {
    return guarded(first, List.of(fallbacks));
  }

  private <I, C, O> Runnel<I, C, O> guarded(
      Runnel<I, C, O> first, List<? extends Runnel<? super I, ? extends C, ?>> fallbacks) {
    Runnel<I, C, O> guarded = first;
    if (timeout != null) {
      guarded = guarded.withTimeout(timeout);
    }
    if (retry != null) {
      guarded = guarded.withRetry(retry);
    }
    return fallbacks.isEmpty() ? guarded : guarded.withFallbacks(fallbacks);
  }

  /**
   * Guards a runnel that reads a stream.
   *
   * @param first what is tried first
   * @param fallbacks what is tried when that has failed, in this order; not guarded
   * @param <T> the chunks that it reads
   * @param <C> the chunks
   * @param <O> the whole
   * @return the guarded runnel
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <T, C, O> StreamRunnel<T, C, O> ofStream(
      StreamRunnel<T, C, O> first, StreamRunnel<? super T, ? extends C, ?>... fallbacks) {
    StreamRunnel<T, C, O> guarded = first;
    if (timeout != null) {
      guarded = guarded.withTimeout(timeout);
    }
    if (retry != null) {
      guarded = guarded.withRetry(retry);
    }
    return fallbacks.length == 0 ? guarded : guarded.withFallbacks(List.of(fallbacks));
  }

  /**
   * Guards a chain.
   *
   * @param chain the chain
   * @param fallbacks what is tried when that has failed, in this order; not guarded
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the guarded chain
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <I, C, O> RunnableSequence<I, C, O> chain(
      RunnableSequence<I, C, O> chain, Runnel<? super I, ? extends C, ?>... fallbacks) {
    return new GuardedSequence<>(chain, guarded(chain, List.of(fallbacks)));
  }

  /**
   * Guards a chain that reads a stream.
   *
   * @param chain the chain
   * @param fallbacks what is tried when that has failed, in this order; not guarded
   * @param <T> the chunks that it reads
   * @param <C> the chunks
   * @param <O> the whole
   * @return the guarded chain
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <T, C, O> GuardedStreamSequence<T, C, O> streamChain(
      StreamSequence<T, C, O> chain, StreamRunnel<? super T, ? extends C, ?>... fallbacks) {
    return new GuardedStreamSequence<>(chain, ofStream(chain, fallbacks));
  }

  /**
   * Gives the runs of a component the name of its step.
   *
   * @param step the step
   * @param component the component
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the component, named
   */
  public static <I, C, O> Runnel<I, C, O> named(String step, @Nullable Runnel<I, C, O> component) {
    CustomRunnel<I, C, O> known = present(step, component).implementation();
    return new ConfiguredRunnel<>(known, named(step, known.config()));
  }

  /**
   * Gives the runs of a component that reads a stream the name of its step.
   *
   * @param step the step
   * @param component the component
   * @param <T> the chunks that it reads
   * @param <C> the chunks
   * @param <O> the whole
   * @return the component, named
   */
  public static <T, C, O> StreamRunnel<T, C, O> namedStream(
      String step, @Nullable StreamRunnel<T, C, O> component) {
    CustomStreamRunnel<T, C, O> known = present(step, component).implementation();
    return StreamForm.of(new ConfiguredRunnel<>(known, named(step, known.config())));
  }

  /**
   * Takes a component that reads more and streams less for one that does just what is asked.
   *
   * @param component the component
   * @param <I> the input
   * @param <C> the chunks
   * @return the same component
   */
  @SuppressWarnings("unchecked")
  public static <I, C> @Nullable Runnel<I, C, Object> typed(
      @Nullable Runnel<? super I, ? extends C, ?> component) {
    return (Runnel<I, C, Object>) component;
  }

  /**
   * Takes a component that reads a stream of more and streams less for one that does just what is
   * asked.
   *
   * @param component the component
   * @param <T> the chunks that it reads
   * @param <C> the chunks
   * @return the same component
   */
  @SuppressWarnings("unchecked")
  public static <T, C> @Nullable StreamRunnel<T, C, Object> typedStream(
      @Nullable StreamRunnel<? super T, ? extends C, ?> component) {
    return (StreamRunnel<T, C, Object>) component;
  }

  private static RunConfig named(String step, RunConfig config) {
    return config.name().isPresent() ? config : config.withName(step);
  }

  private static <T> T present(String step, @Nullable T component) {
    if (component == null) {
      throw new NullChunkException(
          "The component of step '" + step + "' is null. Its method must return a component.");
    }
    return component;
  }

  /**
   * Refers to a runnel that may not have been made yet, such as another chain of the same class.
   *
   * @param name its name
   * @param runnel gives it; called for each run
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return a runnel that runs it
   */
  public static <I, C, O> Runnel<I, C, O> later(
      String name, Supplier<? extends @Nullable Runnel<I, C, O>> runnel) {
    return new Later<>(name, runnel);
  }

  /**
   * Refers to a runnel that reads a stream and may not have been made yet.
   *
   * @param name its name
   * @param runnel gives it; called for each run
   * @param <T> the chunks that it reads
   * @param <C> the chunks
   * @param <O> the whole
   * @return a runnel that runs it
   */
  public static <T, C, O> StreamRunnel<T, C, O> laterStream(
      String name, Supplier<? extends @Nullable StreamRunnel<T, C, O>> runnel) {
    return new LaterStream<>(name, runnel);
  }

  private static class Later<I, C, O> implements CustomRunnel<I, C, O> {
    private final String name;
    private final Supplier<? extends @Nullable Runnel<I, C, O>> runnel;

    Later(String name, Supplier<? extends @Nullable Runnel<I, C, O>> runnel) {
      this.name = name;
      this.runnel = runnel;
    }

    private CustomRunnel<I, C, O> known() {
      return present(name, runnel.get()).implementation();
    }

    @Override
    public ChunkStream<C> open(I input, RunContext run) {
      return known().open(input, run);
    }

    @Override
    public Whole<C, O> whole() {
      return known().whole();
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
      return known().type();
    }

    @Override
    public RunConfig config() {
      return named(name, known().config());
    }
  }

  private static final class LaterStream<T, C, O> extends Later<T, C, O>
      implements CustomStreamRunnel<T, C, O> {
    private final Supplier<? extends @Nullable StreamRunnel<T, C, O>> runnel;

    LaterStream(String name, Supplier<? extends @Nullable StreamRunnel<T, C, O>> runnel) {
      super(name, runnel);
      this.runnel = runnel;
    }

    @Override
    public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
      return present(name(), runnel.get()).implementation().openStream(chunks, run);
    }

    @Override
    public ChunkStream<C> open(T input, RunContext run) {
      return super.open(input, run);
    }
  }
}
