package dev.runnel.engine;

import dev.runnel.CustomRunnel;
import dev.runnel.Whole;
import dev.runnel.engine.run.DroppedStreams;
import dev.runnel.engine.run.Lifetime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What only the outermost stream of a run has: it starts and ends the run, and is cancelled when
 * nobody holds it any more.
 *
 * @param input the run's input; null where it comes chunk by chunk, or nobody listens
 * @param whole how its chunks become its whole; null where nobody listens
 * @param openedAt where the stream was opened, if it is to be tracked
 * @param <C> the chunks
 */
record Outermost<C>(
    @Nullable Object input, @Nullable Whole<C, ?> whole, @Nullable String openedAt) {
  private static final Outermost<?> UNTRACKED = new Outermost<>(null, null, null);

  /** Keeps input and whole only where somebody listens. */
  @SuppressWarnings("unchecked")
  static <C> Outermost<C> of(
      Pipeline<C> pipeline,
      @Nullable Object input,
      CustomRunnel<?, C, ?> runnel,
      @Nullable String openedAt) {
    if (pipeline.notifier != null) {
      return new Outermost<>(input, runnel.whole(), openedAt);
    }
    return openedAt == null ? (Outermost<C>) UNTRACKED : new Outermost<>(null, null, openedAt);
  }

  void begin(Scope scope) {
    if (!scope.joinParent()) {
      throw scope.closedAbove();
    }
    if (whole != null) {
      scope.root(input, whole);
    }
  }

  Consumer<? super C> observed(Scope scope, ChainNotifier notifier, Consumer<? super C> sink) {
    return chunk -> {
      try {
        notifier.rootChunk(chunk);
      } catch (Throwable fromListener) {
        scope.lifetime().fail(Lifetime.NO_STEP, fromListener);
        throw fromListener;
      }
      sink.accept(chunk);
    };
  }

  /** Cancels the run when the stream that its reader holds is dropped without closing. */
  void track(Object stream, Scope scope) {
    if (openedAt != null) {
      scope.lifetime().whenOver(DroppedStreams.track(stream, scope.lifetime(), openedAt)::clean);
    }
  }
}
