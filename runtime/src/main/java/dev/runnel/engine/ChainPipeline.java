package dev.runnel.engine;

import dev.runnel.Accumulator;
import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.engine.stream.Failures;
import dev.runnel.engine.whole.ChunkCollector;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Is the base of generated pipelines: what their steps call beside the author's methods.
 *
 * <p>A whole-value step is {@code begin(STEP, inputs)} and {@code result(STEP, steps.method(...))}.
 * A step that reads chunks is, for each chunk, {@code enter(STEP)}, the call, and {@code
 * chunk(STEP, value)}; at the end of the source, {@code end(STEP)}.
 *
 * @param <C> the chunks
 */
public abstract class ChainPipeline<C> extends OpeningPipeline<C> {
  /**
   * Makes the pipeline that gives the chunks of a chain's run.
   *
   * @param plan the chain's steps
   * @param run the chain's run
   * @param input the chain's input; null if it reads a stream
   */
  protected ChainPipeline(Plan plan, RunContext run, @Nullable Object input) {
    this(new Scope(plan, run));
    if (notifier != null) {
      notifier.chainInput(input);
    }
  }

  private ChainPipeline(Scope scope) {
    super(scope, scope.lifetime());
  }

  /**
   * Makes a part of a run, which another pipeline of that run reads.
   *
   * @param reader the pipeline that reads it, and closes it when it is closed
   */
  @SuppressWarnings("this-escape") // the reader only keeps it, to close it
  protected ChainPipeline(ChainPipeline<?> reader) {
    super(reader.scope, new ScopePart(reader.scope).lifetime());
    reader.lifetime.own(this);
  }

  // ---- steps that read a whole

  /**
   * Starts a step that reads no data.
   *
   * @param step the step
   */
  protected final void begin(int step) {
    begin(step, null);
  }

  /**
   * Starts a step with its one input.
   *
   * @param step the step
   * @param input its input
   */
  protected final void begin(int step, @Nullable Object input) {
    comeTo(step);
    if (notifier != null) {
      notifier.start(step, input, null, lifetime);
    }
  }

  /**
   * Starts a step with several inputs, in the order of its parameters.
   *
   * @param step the step
   * @param first the first input
   * @param second the second input
   */
  protected final void begin(int step, @Nullable Object first, @Nullable Object second) {
    comeTo(step);
    if (notifier != null) {
      notifier.start(step, scope.plan().step(step).named(first, second), null, lifetime);
    }
  }

  /**
   * Starts a step with many inputs, in the order of its parameters.
   *
   * @param step the step
   * @param inputs the inputs
   */
  protected final void beginAll(int step, @Nullable Object... inputs) {
    comeTo(step);
    if (notifier != null) {
      notifier.start(step, scope.plan().step(step).named(inputs), null, lifetime);
    }
  }

  /**
   * Ends a step that gives one value.
   *
   * @param step the step
   * @param value what it gave
   * @param <R> its type
   * @return the value, not null
   */
  protected final <R> R result(int step, @Nullable R value) {
    R given = given(step, value);
    if (notifier != null) {
      notifier.chunk(step, given);
      notifier.end(step);
    } else {
      scope.closeChildren(step);
    }
    return given;
  }

  /**
   * Takes the one chunk of a step that was opened, since it may be tried again.
   *
   * @param step the step
   * @param chunks its chunk, as a stream
   * @param <R> its type
   * @return the chunk
   * @throws Exception what the step throws
   */
  protected final <R> R value(int step, Iterator<? extends R> chunks) throws Exception {
    return collect(step, chunks, Whole.<R>last(), step);
  }

  /**
   * Gives what a step reads that is opened, and that reads several values or none, by the names of
   * its parameters.
   *
   * @param step the step
   * @param inputs the values, in the order of the parameters
   * @return the values by name
   */
  protected final Object inputs(int step, @Nullable Object... inputs) {
    return scope.plan().step(step).named(inputs);
  }

  // ---- steps that read chunks

  /**
   * Starts to work on a chunk.
   *
   * @param step the step
   */
  protected final void enter(int step) {
    at = step;
    if (notifier != null) {
      notifier.start(step, null, null, lifetime);
    }
  }

  /**
   * Checks and reports a chunk that a step gave.
   *
   * @param step the step
   * @param chunk the chunk
   * @param <R> its type
   * @return the chunk, not null
   */
  protected final <R> R chunk(int step, @Nullable R chunk) {
    if (chunk == null) {
      throw nullFrom(step);
    }
    if (notifier != null) {
      notifier.chunk(step, chunk);
    }
    return chunk;
  }

  /**
   * Checks and reports the chunk that a step may have given.
   *
   * @param step the step
   * @param chunk the chunk or nothing
   * @param <R> its type
   * @return the chunk, or null if there is none
   */
  @SuppressWarnings("OptionalAssignedToNull") // a step may give null by mistake
  protected final <R> @Nullable R maybe(int step, @Nullable Optional<? extends R> chunk) {
    if (chunk == null) {
      throw nullFrom(step);
    }
    if (notifier != null && chunk.isPresent()) {
      notifier.chunk(step, chunk.get());
    }
    return chunk.orElse(null);
  }

  /**
   * Asks for more of the chunks that a call has given.
   *
   * @param step the step
   * @param chunks what the call has given
   * @return whether there is one more that somebody wants
   */
  protected final boolean hasNext(int step, Iterator<?> chunks) {
    at = step;
    return isOpen() && chunks.hasNext();
  }

  /**
   * Ends a step whose source has ended.
   *
   * @param step the step
   */
  protected final void end(int step) {
    if (notifier != null) {
      notifier.start(step, null, null, lifetime);
      notifier.end(step);
    } else {
      scope.closeChildren(step);
    }
  }

  /**
   * Ends steps that follow each other, and whose source has ended.
   *
   * @param first the first of them
   * @param last the last of them
   */
  protected final void endAll(int first, int last) {
    for (int step = first; step <= last; step++) {
      end(step);
    }
  }

  /**
   * Applies a rule to the one chunk that a step gave.
   *
   * @param whole the rule
   * @param only the chunk
   * @param <R> the chunk
   * @param <O> the whole
   * @return the whole
   */
  protected final <R, O> O whole(Whole<? super R, O> whole, R only) {
    Accumulator<? super R, O> accumulator = whole.accumulator();
    accumulator.add(only);
    return accumulator.sum();
  }

  /**
   * Adds up the chunks of a step that was opened: its whole is wanted, and nothing else reads them.
   *
   * @param step the step
   * @param chunks its chunks
   * @param whole how they add up
   * @param reader the step that wants the whole
   * @param <R> the chunks
   * @param <O> the whole
   * @return the whole
   * @throws Exception what the step throws
   */
  protected final <R, O> O collect(
      int step, Iterator<? extends R> chunks, Whole<? super R, O> whole, int reader)
      throws Exception {
    at = step;
    ChunkCollector<R, O> collector = ChunkCollector.of(CallSource.whole(chunks, whole));
    restartable(step, chunks, collector::forget, false);
    chunks.forEachRemaining(
        chunk -> {
          at = step;
          collector.accept(this.<R>chunk(step, chunk));
        });
    at = step;
    release(step);
    end(step);
    return wholeOf(collector, step, reader);
  }

  /**
   * Adds up what one reader of a shared stream reads.
   *
   * @param chunks the reader
   * @param whole how the chunks add up
   * @param giver the step that gives them
   * @param reader the step that wants the whole
   * @param <R> the chunks
   * @param <O> the whole
   * @return the whole
   */
  protected final <R, O> O collect(
      ChunkStream<R> chunks, Whole<? super R, O> whole, int giver, int reader) {
    at = reader;
    ChunkCollector<R, O> collector = ChunkCollector.of(whole);
    chunks.forEach(collector);
    return wholeOf(collector, giver, reader);
  }

  /**
   * Runs a part on this thread and adds up its chunks.
   *
   * @param part the part
   * @param whole how its chunks add up
   * @param giver the part's last step
   * @param reader the step that wants the whole
   * @param <R> the chunks
   * @param <O> the whole
   * @return the whole
   */
  protected final <R, O> O collect(
      ChainPipeline<R> part, Whole<? super R, O> whole, int giver, int reader) {
    at = reader;
    O value = wholeOf(part.collector(whole), giver, reader);
    lifetime.disown(part);
    return value;
  }

  /**
   * Runs a part on a thread of its own and adds up its chunks.
   *
   * @param part the part, or one reader of a shared one
   * @param whole how its chunks add up
   * @param giver the part's last step
   * @param reader the step that wants the whole
   * @param <R> the chunks
   * @param <O> the whole
   * @return the task that will have the whole
   */
  protected final <R, O> Task<O> fork(
      ChunkStream<R> part, Whole<? super R, O> whole, int giver, int reader) {
    Scope common = scope;
    return Task.start(
        common.lifetime(),
        common.run().executor(),
        common.run().parentRun(),
        () -> {
          try {
            if (part instanceof Pipeline<R> pipeline) {
              return wholeOf(pipeline.collector(whole), giver, reader);
            }
            ChunkCollector<R, O> collector = ChunkCollector.of(whole);
            part.forEach(collector);
            return wholeOf(collector, giver, reader);
          } catch (Throwable failure) {
            Throwable named = common.named(giver, failure);
            common.lifetime().fail(CALLER, named);
            throw Failures.sneakyThrow(named);
          }
        });
  }

  /**
   * Computes a value on a thread of its own.
   *
   * @param giver the part's last step
   * @param part the part, whose one chunk is the value
   * @param <R> the value
   * @return the task that will have the value
   */
  protected final <R> Task<R> fork(int giver, ChainPipeline<R> part) {
    return fork(part, Whole.last(), giver, giver);
  }

  /**
   * Waits for a part that works on another thread.
   *
   * @param reader the step that wants its value
   * @param task the part
   * @param <R> the value
   * @return the value
   * @throws Exception what the part threw
   */
  protected final <R> R join(int reader, Task<R> task) throws Exception {
    at = reader;
    return task.join();
  }

  /**
   * Lets several readers read one part, which runs once.
   *
   * @param part the part
   * @param readers how many
   * @param <R> the chunks
   * @return the part, to be read by {@link Shared#reader}
   */
  protected final <R> Shared<R> share(ChainPipeline<R> part, int readers) {
    return new Shared<>(part, readers);
  }

  private <O> O wholeOf(ChunkCollector<?, O> collector, int giver, int reader) {
    return collector.isEmpty()
        ? collector.whenEmpty(stepOf(giver), stepOf(reader))
        : collector.sum();
  }

  private String stepOf(int step) {
    return step == Plan.INPUT
        ? "Chain '" + scope.plan().name() + "'"
        : "Step '" + scope.stepName(step) + "'";
  }
}
