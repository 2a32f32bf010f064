package dev.runnel.annotations;

/** Says what the text of an agent's chunks and answer is. */
public enum AgentText {
  /**
   * What the model says in any turn, as it says it: also what it says before it calls a tool. An
   * empty line stands between two turns.
   */
  EVERY_TURN,
  /**
   * Only the last answer, in one piece when it is complete: until then it is not known whether a
   * call follows.
   */
  LAST_ANSWER
}
