package dev.runnel.engine.wrap;

import dev.runnel.Graph;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.TimeoutPolicy;
import java.util.ArrayList;
import java.util.List;

/** Composes runnels at run time, as {@link Runnel} offers it. */
public final class Compositions {
  private Compositions() {}

  /** Shows a runnel, under the name that its configuration gives it where it is a single step. */
  public static Graph named(Runnel<?, ?, ?> runnel, RunConfig config) {
    Graph graph = runnel.graph();
    return config.name().map(graph::named).orElse(graph);
  }

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
   * Lays a configuration under each run of a runnel that reads a stream.
   *
   * @param runnel the runnel
   * @param config the configuration
   * @param <T> the chunks read
   * @param <C> the chunks
   * @param <O> the whole
   * @return the configured runnel
   */
  public static <T, C, O> StreamRunnel<T, C, O> configured(
      StreamRunnel<T, C, O> runnel, RunConfig config) {
    return new ConfiguredStreamRunnel<>(runnel, runnel.config().merge(config));
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

  /**
   * Tries a runnel again when it fails.
   *
   * @param runnel the runnel
   * @param policy how often, how soon and after which errors
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the runnel with retries
   */
  public static <I, C, O> Runnel<I, C, O> retrying(Runnel<I, C, O> runnel, RetryPolicy policy) {
    return new RetryRunnel<>(runnel, policy);
  }

  /**
   * Tries a runnel that reads a stream again when it fails.
   *
   * @param runnel the runnel
   * @param policy how often, how soon and after which errors
   * @param <T> the chunks read
   * @param <C> the chunks
   * @param <O> the whole
   * @return the runnel with retries
   */
  public static <T, C, O> StreamRunnel<T, C, O> retrying(
      StreamRunnel<T, C, O> runnel, RetryPolicy policy) {
    return new RetryRunnel.OfStream<>(runnel, policy);
  }

  /**
   * Tries other runnels when one fails.
   *
   * @param first the runnel that is tried first
   * @param fallbacks those that are tried after it, in their order
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the runnel with fallbacks
   */
  @SuppressWarnings("unchecked")
  public static <I, C, O> Runnel<I, C, O> withFallbacks(
      Runnel<I, C, O> first, List<? extends Runnel<? super I, ? extends C, ?>> fallbacks) {
    List<Runnel<I, C, ?>> all = new ArrayList<>();
    all.add(first);
    // What reads more than I and streams less than C is as good.
    fallbacks.forEach(fallback -> all.add((Runnel<I, C, ?>) fallback));
    return new FallbackRunnel<>(first, List.copyOf(all));
  }

  /**
   * Tries other runnels that read a stream when one fails.
   *
   * @param first the runnel that is tried first
   * @param fallbacks those that are tried after it, in their order
   * @param <T> the chunks read
   * @param <C> the chunks
   * @param <O> the whole
   * @return the runnel with fallbacks
   */
  @SuppressWarnings("unchecked")
  public static <T, C, O> StreamRunnel<T, C, O> streamsWithFallbacks(
      StreamRunnel<T, C, O> first,
      List<? extends StreamRunnel<? super T, ? extends C, ?>> fallbacks) {
    List<StreamRunnel<T, C, ?>> all = new ArrayList<>();
    all.add(first);
    // What reads more than T and streams less than C is as good.
    fallbacks.forEach(fallback -> all.add((StreamRunnel<T, C, ?>) fallback));
    return new FallbackRunnel.OfStream<>(first, List.copyOf(all));
  }

  /**
   * Limits how long a runnel may run.
   *
   * @param runnel the runnel
   * @param policy the limits
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the runnel with limits
   */
  public static <I, C, O> Runnel<I, C, O> limited(Runnel<I, C, O> runnel, TimeoutPolicy policy) {
    return new TimedRunnel<>(runnel, policy);
  }

  /**
   * Limits how long a runnel that reads a stream may run.
   *
   * @param runnel the runnel
   * @param policy the limits
   * @param <T> the chunks read
   * @param <C> the chunks
   * @param <O> the whole
   * @return the runnel with limits
   */
  public static <T, C, O> StreamRunnel<T, C, O> limited(
      StreamRunnel<T, C, O> runnel, TimeoutPolicy policy) {
    return new TimedRunnel.OfStream<>(runnel, policy);
  }
}
