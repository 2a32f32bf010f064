package dev.runnel.engine;

import dev.runnel.CustomRunnel;
import dev.runnel.Whole;
import dev.runnel.engine.run.DroppedStreams;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is what only the outermost stream of a run has: it starts and ends the run, and is cancelled when
 * nobody holds it any more.
 *
 * @param input the run's input; null where it comes chunk by chunk, or nobody listens
 * @param whole how its chunks become its whole; null where nobody listens
 * @param openedAt where the stream was opened, if it is to be tracked
 * @param <C> the chunks
 */
public record RootRun<C>(
    @Nullable Object input, @Nullable Whole<C, ?> whole, @Nullable String openedAt) {
  private static final RootRun<?> OF_NO_INTEREST = new RootRun<>(null, null, null);

  /** Tells of a run what is of interest: without those who listen, not what it reads and gives. */
  @SuppressWarnings("unchecked")
  public static <C> RootRun<C> of(
      Pipeline<C> pipeline,
      @Nullable Object input,
      CustomRunnel<?, C, ?> runnel,
      @Nullable String openedAt) {
    if (pipeline.watch != null) {
      return new RootRun<>(input, runnel.whole(), openedAt);
    }
    return openedAt == null ? (RootRun<C>) OF_NO_INTEREST : new RootRun<>(null, null, openedAt);
  }

  public void begin(Scope scope) {
    if (!scope.joinParent()) {
      throw scope.closedAbove();
    }
    if (whole != null) {
      scope.root(input, whole);
    }
  }

  public Consumer<? super C> observed(Scope scope, Watch watch, Consumer<? super C> sink) {
    return chunk -> {
      try {
        watch.rootChunk(chunk);
      } catch (Throwable fromListener) {
        scope.fail(Pipeline.CALLER, fromListener);
        throw fromListener;
      }
      sink.accept(chunk);
    };
  }

  /** Cancels the run when the stream that its reader holds is dropped without closing. */
  public void track(Object stream, Scope scope) {
    if (openedAt != null) {
      scope.atEnd(DroppedStreams.track(stream, scope, openedAt));
    }
  }
}
