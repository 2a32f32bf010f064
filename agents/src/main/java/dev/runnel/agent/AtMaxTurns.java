package dev.runnel.agent;

/** Says what an {@link Agent} does when its turns are used up. */
public enum AtMaxTurns {
  /** Fails with a {@link MaxTurnsException}, which has everything so far. */
  FAIL,
  /** Asks the model in its last turn for an answer without tools. */
  ANSWER_WITHOUT_TOOLS
}
