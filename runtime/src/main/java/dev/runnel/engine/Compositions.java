package dev.runnel.engine;

import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;

/** Composes runnels at run time, as {@link Runnel} offers it. */
public final class Compositions {
  private Compositions() {}

  /**
   * Lays a configuration under each run.
   *
   * @param runnel the runnel
   * @param config the configuration
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the configured runnel
   */
  public static <I, C, O> Runnel<I, C, O> configured(Runnel<I, C, O> runnel, RunConfig config) {
    return new ConfiguredRunnel<>(runnel, runnel.config().merge(config));
  }

  /**
   * Lets one runnel read the chunks of another.
   *
   * @param first gives the chunks
   * @param next reads them
   * @param <I> the input
   * @param <C> the chunks between
   * @param <D> the chunks given
   * @param <P> the whole
   * @return the sequence
   */
  public static <I, C, D, P> Runnel<I, D, P> pipe(
      Runnel<I, C, ?> first, StreamRunnel<? super C, D, P> next) {
    return ComposedSequence.of(first, new ComposedSequence.Stage(next, true), next.whole());
  }

  /**
   * Lets one runnel read the whole of another.
   *
   * @param first gives the whole
   * @param next reads it
   * @param <I> the input
   * @param <O> the whole between
   * @param <D> the chunks given
   * @param <P> the whole
   * @return the sequence
   */
  public static <I, O, D, P> Runnel<I, D, P> then(
      Runnel<I, ?, O> first, Runnel<? super O, D, P> next) {
    return ComposedSequence.of(first, new ComposedSequence.Stage(next, false), next.whole());
  }
}
