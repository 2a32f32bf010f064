package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.RunContext;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Pipelines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run reads: a value, or a stream. So what wraps a runnel opens it in one way.
 *
 * @param <I> the value, or the stream's chunks
 */
public sealed interface Source<I> {
  /** Opens a runnel that reads this, as part of the given run. */
  <C> ChunkStream<C> open(CustomRunnel<I, C, ?> runnel, RunContext run);

  /** Opens a runnel that reads this, as a run below the given one. */
  <C> Pipeline<C> child(CustomRunnel<I, C, ?> runnel, RunContext parent, List<String> tags);

  /** Returns the stream that is to be closed with the run; null where a value is read. */
  @Nullable ChunkStream<I> stream();

  /** A value. */
  record Value<I>(I value) implements Source<I> {
    @Override
    public <C> ChunkStream<C> open(CustomRunnel<I, C, ?> runnel, RunContext run) {
      return runnel.open(value, run);
    }

    @Override
    public <C> Pipeline<C> child(
        CustomRunnel<I, C, ?> runnel, RunContext parent, List<String> tags) {
      return Pipelines.child(runnel, value, parent, tags);
    }

    @Override
    public @Nullable ChunkStream<I> stream() {
      return null;
    }
  }

  /** A stream. */
  record Chunks<I>(ChunkStream<I> stream) implements Source<I> {
    @Override
    public <C> ChunkStream<C> open(CustomRunnel<I, C, ?> runnel, RunContext run) {
      return reader(runnel).openStream(stream, run);
    }

    @Override
    public <C> Pipeline<C> child(
        CustomRunnel<I, C, ?> runnel, RunContext parent, List<String> tags) {
      return Pipelines.childOfStream(reader(runnel), stream, parent, tags);
    }

    private static <I, C, O> CustomStreamRunnel<I, C, O> reader(CustomRunnel<I, C, O> runnel) {
      if (runnel instanceof CustomStreamRunnel<I, C, O> reader) {
        return reader;
      }
      throw new IllegalArgumentException(
          "'"
              + runnel.name()
              + "' is to read a stream, but it takes one input. Use a StreamRunnel.");
    }
  }
}
