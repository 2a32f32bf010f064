package dev.runnel.agent;

/** Says how the run of an {@link Agent} ended. */
public enum AgentFinish {
  /** The model answered without calling a tool. */
  ANSWER,
  /** The results of tools that return directly are the answer. */
  DIRECT,
  /** The turns were used up. */
  MAX_TURNS,
  /** Some calls wait for approval. */
  PAUSED,
  /** It has not ended, or was cancelled, or has failed. */
  UNFINISHED
}
