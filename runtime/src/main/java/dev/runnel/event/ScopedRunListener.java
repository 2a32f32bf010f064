package dev.runnel.event;

import org.jspecify.annotations.Nullable;

/**
 * A listener that also puts something on the thread while the code of a run is called: the current
 * span, or what a log writes into each line.
 *
 * <p>The code of a run is a step's method, or what a model, a tool or any other runnel does when it
 * is opened and when it is asked for a chunk. While a reader has control, what was on the thread
 * before is back. So a stream opens a scope for each chunk that this code makes: it must be cheap.
 * Where the chunk is there already, as one that was handed over, none is opened.
 */
public interface ScopedRunListener extends RunListener {
  /**
   * Opens a scope, unless one of the run can be {@linkplain RunScope#reopen reopened}; called by
   * the thread that is about to call the code of a run, after {@link #onStart}. Scopes of one
   * thread are closed in the opposite order. The run may have ended meanwhile, by another thread.
   * What this throws is logged once, and then there is no scope.
   *
   * @param run the run
   * @return the scope; null for none
   */
  @Nullable RunScope openScope(RunInfo run);
}
