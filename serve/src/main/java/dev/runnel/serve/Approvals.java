package dev.runnel.serve;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a served chain stops where tool calls wait for approval, and goes on when a client has
 * decided. Thread-safe.
 */
interface Approvals {
  /** Of a chain that cannot go on, since it is no agent. */
  Approvals NONE =
      new Approvals() {
        @Override
        public @Nullable ObjectNode keep(Object value, Map<String, String> shownIds) {
          return null;
        }

        @Override
        public ServedRun<?> resume(RequestObject token, Map<String, Verdict> verdicts) {
          throw InvalidRequestException.at(
              token.pointer(),
              "This chain does not go on after an approval: only an agent does, and a chain that was told"
                  + " which agent it ends with.");
        }
      };

  /** Returns how a chain does it; the states that it keeps in memory are kept here. */
  static Approvals of(ServedChain<?, ?, ?> chain) {
    return AgentTypes.isAgent(chain.agent()) ? AgentApprovals.of(chain) : NONE;
  }

  /**
   * Keeps the state of a run that has stopped.
   *
   * @param value a chunk or an answer, which may have a state
   * @param shownIds the ids that the client knows calls by, where they are not the agent's
   * @return what the client has to send back; null if the chain cannot go on from this value
   */
  @Nullable ObjectNode keep(Object value, Map<String, String> shownIds);

  /**
   * Goes on.
   *
   * @param token what {@link #keep} gave
   * @param verdicts what the client has decided, by the ids that the agent gave the calls
   * @return the run
   * @throws InvalidRequestException if the state is not to be had, or a decision does not fit
   */
  ServedRun<?> resume(RequestObject token, Map<String, Verdict> verdicts);
}
