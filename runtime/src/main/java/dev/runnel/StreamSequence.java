package dev.runnel;

import dev.runnel.event.RunListener;
import java.util.List;

/**
 * A chain that can also read a stream.
 *
 * @param <T> the chunks that it reads
 * @param <C> the chunks that it gives
 * @param <O> the whole of what it gives
 */
public interface StreamSequence<T, C, O> extends RunnableSequence<T, C, O>, StreamRunnel<T, C, O> {
  /**
   * Gives any runnel that reads a stream the type of a chain.
   *
   * @param runnel the runnel
   * @param <T> the chunks that it reads
   * @param <C> the chunks that it gives
   * @param <O> the whole of what it gives
   * @return a chain that is the runnel
   */
  static <T, C, O> StreamSequence<T, C, O> of(StreamRunnel<T, C, O> runnel) {
    return new Retyped.OfStream<>(runnel.implementation());
  }

  @Override
  default StreamSequence<T, C, O> withConfig(RunConfig config) {
    return of(StreamRunnel.super.withConfig(config));
  }

  @Override
  default StreamSequence<T, C, O> withListeners(RunListener... listeners) {
    return withConfig(RunConfig.DEFAULT.withListeners(listeners));
  }

  @Override
  default StreamSequence<T, C, O> withRetry(RetryPolicy policy) {
    return of(StreamRunnel.super.withRetry(policy)).withConfig(Retyped.labels(implementation()));
  }

  @Override
  default StreamSequence<T, C, O> withFallbacks(Runnel<? super T, ? extends C, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  @Override
  default StreamSequence<T, C, O> withFallbacks(
      List<? extends Runnel<? super T, ? extends C, ?>> fallbacks) {
    return of(StreamRunnel.super.withFallbacks(fallbacks))
        .withConfig(Retyped.labels(implementation()));
  }

  @Override
  default StreamSequence<T, C, O> withTimeout(TimeoutPolicy policy) {
    return of(StreamRunnel.super.withTimeout(policy));
  }
}
