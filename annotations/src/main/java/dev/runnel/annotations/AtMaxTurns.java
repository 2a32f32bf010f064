package dev.runnel.annotations;

/** Says what an agent does when its turns are used up. */
public enum AtMaxTurns {
  /** Fails with a {@code MaxTurnsException}, which has everything so far. */
  FAIL,
  /** Asks the model in its last turn for an answer without tools. */
  ANSWER_WITHOUT_TOOLS
}
