package dev.runnel.serve;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.StreamClosedException;
import dev.runnel.TimeoutPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is known when its runs have ended.
 *
 * <p>{@link #await} carries them out. They are cancelled where the client has left meanwhile, where
 * one of them fails, and by {@link #stop} and {@link #close}.
 *
 * <p>It is good for one use. {@link #stop} and {@link #close} may be called by any thread.
 */
public final class PendingAnswer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(PendingAnswer.class.getName());

  private final Runs<?> runs;
  private final ServeOptions options;
  private volatile BooleanSupplier hasClientLeft = () -> false;
  private volatile boolean stopped;

  private PendingAnswer(Runs<?> runs, ServeOptions options) {
    this.runs = runs;
    this.options = options;
  }

  /** One run that has ended. */
  record Ended<O>(UUID id, @Nullable O output) {}

  /**
   * Says how an answer is written.
   *
   * @param ended writes what the runs gave, in the order of their inputs
   * @param failed writes that a run has failed: with a status, and what a client may know of it
   */
  record Writer<O>(
      Function<List<Ended<O>>, ServeResponse.Whole> ended,
      BiFunction<Integer, String, ServeResponse.Whole> failed) {}

  /** Makes an answer of one run. */
  static <I, O> ServeResponse of(
      ServedChain<I, ?, O> chain,
      I input,
      Function<Ended<O>, ServeResponse.Whole> ended,
      BiFunction<Integer, String, ServeResponse.Whole> failed) {
    return of(chain, List.of(input), new Writer<>(runs -> ended.apply(runs.get(0)), failed));
  }

  /** Makes an answer of several runs, some at the same time. */
  static <I, O> ServeResponse of(ServedChain<I, ?, O> chain, List<I> inputs, Writer<O> writer) {
    List<UUID> ids = inputs.stream().map(input -> UUID.randomUUID()).toList();
    ServeOptions options = chain.options();
    ChunkStream<Indexed<O>> outcomes =
        chain
            .chain()
            .withTimeout(TimeoutPolicy.ofTotal(options.runTimeout()))
            .batchAsCompleted(
                inputs,
                BatchOptions.DEFAULT.withConfigs(
                    at -> options.runConfig(chain.name(), ids.get(at))));
    Runs<O> runs = new Runs<>(outcomes, ids, chain.name(), options, writer);
    return new ServeResponse.Pending(new PendingAnswer(runs, options));
  }

  /**
   * Runs to the end.
   *
   * @param hasClientLeft tells whether nobody waits for the answer any more, as far as the server
   *     can know; asked now and then by another thread
   * @return the answer; that of a failure where the runs were cancelled
   */
  public ServeResponse.Whole await(BooleanSupplier hasClientLeft) {
    this.hasClientLeft = hasClientLeft;
    Heartbeats.Watch watch = Heartbeats.watch(this, options.heartbeat());
    try {
      return runs.carryOut(this);
    } finally {
      watch.end();
      close();
    }
  }

  /** Cancels the runs if the client has left. */
  void look() {
    if (hasClientLeft.getAsBoolean()) {
      LOG.log(Level.DEBUG, () -> "The client of " + runs + " has left.");
      close();
    }
  }

  /** Ends the runs with a failure, as a server does that is about to stop. */
  public void stop() {
    stopped = true;
    close();
  }

  /** Cancels the runs. */
  @Override
  public void close() {
    runs.outcomes.close();
  }

  private record Runs<O>(
      ChunkStream<Indexed<O>> outcomes,
      List<UUID> ids,
      String chain,
      ServeOptions options,
      Writer<O> writer) {
    ServeResponse.Whole carryOut(PendingAnswer answer) {
      List<Ended<O>> ended = new ArrayList<>();
      ids.forEach(id -> ended.add(new Ended<>(id, null)));
      try {
        while (outcomes.hasNext()) {
          Indexed<O> one = outcomes.next();
          UUID id = ids.get(one.index());
          if (one.outcome() instanceof Outcome.Failure<O> failed) {
            return answer.stopped ? stopping() : failed(id, failed.failure());
          }
          ended.set(one.index(), new Ended<>(id, one.value()));
        }
        return writer.ended().apply(ended);
      } catch (StreamClosedException cancelled) {
        return stopping();
      } catch (RuntimeException | StackOverflowError failure) {
        LOG.log(Level.ERROR, () -> this + " of " + chain + " could not be answered.", failure);
        return writer.failed().apply(500, "The request could not be answered. " + this + ".");
      }
    }

    private ServeResponse.Whole failed(UUID id, Throwable failure) {
      LOG.log(Level.WARNING, () -> "Run " + id + " of " + chain + " failed.", failure);
      return writer.failed().apply(500, options.failureText(id, failure));
    }

    private ServeResponse.Whole stopping() {
      return writer.failed().apply(503, "The server is stopping. " + this + ".");
    }

    @Override
    public String toString() {
      return ids.size() == 1 ? "Run " + ids.get(0) : "Runs " + ids;
    }
  }
}
