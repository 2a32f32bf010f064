package dev.runnel.serve;

import java.util.Map;
import java.util.Set;

/**
 * What one run knows of approvals.
 *
 * @param chain where its state is kept if it stops
 * @param isResumed whether it goes on where another run has stopped
 * @param shownIds the ids that the client knows calls of that run by, where they are not the
 *     agent's
 * @param denied the calls that the client has not allowed, by the agent's ids
 */
record RunApprovals(
    Approvals chain, boolean isResumed, Map<String, String> shownIds, Set<String> denied) {
  /** For what cannot go on. */
  static final RunApprovals NONE = ofNew(Approvals.NONE);

  static RunApprovals ofNew(Approvals chain) {
    return new RunApprovals(chain, false, Map.of(), Set.of());
  }
}
