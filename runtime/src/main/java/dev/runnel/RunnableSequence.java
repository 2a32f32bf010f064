package dev.runnel;

import dev.runnel.event.RunListener;
import java.util.List;

/**
 * A chain: steps in a row, of which each reads what others give. The compiler generates one for
 * each {@code @Chain} method; {@link #pipe} and {@link #then} make others.
 *
 * <p>A chain that is tried again, or has fallbacks, is still that chain: its runs bear its name,
 * tags and metadata, and the attempts are runs below them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public interface RunnableSequence<I, C, O> extends Runnel<I, C, O> {
  /**
   * Gives any runnel the type of a chain, such as one that stands in for a chain in a test.
   *
   * @param runnel the runnel
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return a chain that is the runnel
   */
  static <I, C, O> RunnableSequence<I, C, O> of(Runnel<I, C, O> runnel) {
    return new Retyped.Sequence<>(runnel.implementation());
  }

  @Override
  default RunnableSequence<I, C, O> withConfig(RunConfig config) {
    return of(Runnel.super.withConfig(config));
  }

  @Override
  default RunnableSequence<I, C, O> withListeners(RunListener... listeners) {
    return withConfig(RunConfig.DEFAULT.withListeners(listeners));
  }

  @Override
  default RunnableSequence<I, C, O> withRetry(RetryPolicy policy) {
    return of(Runnel.super.withRetry(policy)).withConfig(Retyped.labels(implementation()));
  }

  @Override
  default RunnableSequence<I, C, O> withFallbacks(Runnel<? super I, ? extends C, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  @Override
  default RunnableSequence<I, C, O> withFallbacks(
      List<? extends Runnel<? super I, ? extends C, ?>> fallbacks) {
    return of(Runnel.super.withFallbacks(fallbacks)).withConfig(Retyped.labels(implementation()));
  }

  @Override
  default RunnableSequence<I, C, O> withTimeout(TimeoutPolicy policy) {
    return of(Runnel.super.withTimeout(policy));
  }
}
