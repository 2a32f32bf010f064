package dev.runnel.engine;

import dev.runnel.Whole;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is what only the outermost stream of a run has: it starts and ends the run, and is cancelled when
 * nobody holds it any more.
 *
 * @param input the run's input
 * @param whole how its chunks become its whole
 * @param openedAt where the stream was opened, if it is to be tracked
 * @param <C> the chunks
 */
record RootRun<C>(Object input, Whole<C, ?> whole, @Nullable String openedAt) {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");
  private static final Cleaner CLEANER = Cleaner.create();
  private static final StackWalker WALKER = StackWalker.getInstance();

  /** Finds the line outside of Runnel that opens a stream. */
  static String here() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !isOurs(frame.getClassName()))
                .findFirst()
                .map(StackWalker.StackFrame::toString)
                .orElse("an unknown place"));
  }

  private static boolean isOurs(String className) {
    String ours = "dev.runnel.";
    String rest = className.startsWith(ours) ? className.substring(ours.length()) : className;
    return className.startsWith(ours) && (rest.indexOf('.') < 0 || rest.startsWith("engine."));
  }

  void begin(Scope scope, AutoCloseable stream) {
    scope.joinParent(stream);
    scope.root(input, whole);
  }

  Consumer<? super C> observed(Scope scope, Watch watch, Consumer<? super C> sink) {
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
  void track(Object stream, Scope scope) {
    if (openedAt == null) {
      return;
    }
    String chain = scope.plan().name();
    String place = openedAt;
    scope.tracked(
        CLEANER.register(
            stream,
            () -> {
              if (scope.cancel()) {
                LOGGER.log(
                    System.Logger.Level.WARNING,
                    () ->
                        "A stream of chain '"
                            + chain
                            + "' was dropped without closing, and was cancelled now. It was opened"
                            + " at "
                            + place
                            + ". Read it to its end, or close it with try-with-resources.");
              }
            }));
  }
}
