package dev.runnel.agent;

/** Looks at each turn of an {@link Agent} before the model is asked, and may change it. */
@FunctionalInterface
public interface BeforeTurn {
  /**
   * Prepares a turn. What it returns holds for this turn and for those after it.
   *
   * @param turn the turn as it would be
   * @return the turn as it is to be
   * @throws Exception what the run fails with; a checked one in a {@link dev.runnel.StepException}
   */
  Turn prepare(Turn turn) throws Exception;
}
