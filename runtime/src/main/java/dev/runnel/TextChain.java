package dev.runnel;

import dev.runnel.event.RunListener;
import java.util.List;

/**
 * A chain that streams text.
 *
 * @param <I> the input
 */
public interface TextChain<I> extends RunnableSequence<I, String, String> {
  /**
   * Gives any runnel that streams text the type of a chain, such as one that stands in for a chain
   * in a test.
   *
   * @param runnel the runnel
   * @param <I> the input
   * @return a chain that is the runnel
   */
  static <I> TextChain<I> of(Runnel<I, String, String> runnel) {
    return new Retyped.Text<>(runnel.implementation());
  }

  @Override
  default TextChain<I> withConfig(RunConfig config) {
    return of(RunnableSequence.super.withConfig(config));
  }

  @Override
  default TextChain<I> withListeners(RunListener... listeners) {
    return withConfig(RunConfig.DEFAULT.withListeners(listeners));
  }

  @Override
  default TextChain<I> withRetry(RetryPolicy policy) {
    return of(RunnableSequence.super.withRetry(policy));
  }

  @Override
  default TextChain<I> withFallbacks(Runnel<? super I, ? extends String, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  @Override
  default TextChain<I> withFallbacks(
      List<? extends Runnel<? super I, ? extends String, ?>> fallbacks) {
    return of(RunnableSequence.super.withFallbacks(fallbacks));
  }

  @Override
  default TextChain<I> withTimeout(TimeoutPolicy policy) {
    return of(RunnableSequence.super.withTimeout(policy));
  }
}
