package dev.runnel.serve;

import dev.runnel.BatchOptions;
import dev.runnel.Outcome;
import dev.runnel.TimeoutPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A run that is answered when it has ended.
 *
 * @param id its id
 * @param output what it gave; null where it failed
 * @param failure what a client may know of its failure; null where it ended well
 * @param <O> the whole
 */
record WholeRun<O>(UUID id, @Nullable O output, @Nullable String failure) {
  private static final Logger LOG = System.getLogger(WholeRun.class.getName());

  /** Runs to the end. */
  static <I, O> WholeRun<O> of(ServedChain<I, ?, O> chain, I input) {
    return all(chain, List.of(input)).get(0);
  }

  /** Runs several inputs to the end, some at the same time. */
  static <I, O> List<WholeRun<O>> all(ServedChain<I, ?, O> chain, List<I> inputs) {
    List<UUID> ids = inputs.stream().map(input -> UUID.randomUUID()).toList();
    ServeOptions limits = chain.options();
    BatchOptions options =
        BatchOptions.DEFAULT.withConfigs(at -> limits.runConfig(chain.name(), ids.get(at)));
    List<Outcome<O>> outcomes =
        chain
            .chain()
            .withTimeout(TimeoutPolicy.ofTotal(limits.runTimeout()))
            .batch(inputs, options)
            .outcomes();
    List<WholeRun<O>> runs = new ArrayList<>();
    for (Outcome<O> outcome : outcomes) {
      runs.add(of(chain, ids.get(runs.size()), outcome));
    }
    return runs;
  }

  private static <O> WholeRun<O> of(ServedChain<?, ?, O> chain, UUID id, Outcome<O> outcome) {
    if (outcome instanceof Outcome.Failure<O> failed) {
      LOG.log(
          Level.WARNING, () -> "Run " + id + " of " + chain.name() + " failed.", failed.failure());
      return new WholeRun<>(id, null, chain.options().failureText(id, failed.failure()));
    }
    return new WholeRun<>(id, outcome.value(), null);
  }

  /** Answers by how the run has ended. */
  ServeResponse answer(
      Function<@Nullable O, ServeResponse> ended, Function<String, ServeResponse> failed) {
    return failure == null ? ended.apply(output) : failed.apply(failure);
  }
}
