package dev.runnel.engine.run;

import java.lang.ref.Cleaner;

/**
 * Finds streams that their reader dropped without closing, and cancels what works for them, with
 * one warning that names where the stream was opened.
 */
public final class DroppedStreams {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");
  private static final Cleaner CLEANER = Cleaner.create();
  private static final StackWalker WALKER = StackWalker.getInstance();

  private DroppedStreams() {}

  /** Finds the line outside of Runnel that opens a stream. */
  public static String here() {
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

  /**
   * Cancels what works for a stream when the stream is dropped; cleaning the result lets go of
   * both.
   *
   * @param stream the stream
   * @param work the lifetime of what works for it; it must not hold the stream
   */
  public static Cleaner.Cleanable track(Object stream, Lifetime work, String openedAt) {
    return CLEANER.register(
        stream,
        () -> {
          if (work.isOpen()) { // closing a source may take a while, and the cleaner is one thread
            Threads.ofRunnel().execute(() -> cancel(work, openedAt));
          }
        });
  }

  private static void cancel(Lifetime work, String openedAt) {
    if (work.cancel()) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          () ->
              work.name()
                  + " was dropped without closing, and was cancelled now. It was opened at "
                  + openedAt
                  + ". Read it to its end, or close it with try-with-resources.");
    }
  }
}
