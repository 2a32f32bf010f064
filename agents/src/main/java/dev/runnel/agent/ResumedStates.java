package dev.runnel.agent;

/**
 * Knows which states of paused agents have gone on, so that none does twice. Implementations are
 * safe to use by many threads at the same time.
 *
 * <p>In several processes it stands in a place that all of them see: one that inserts the id into a
 * table, say, and returns false where the table has it already.
 */
@FunctionalInterface
public interface ResumedStates {
  /**
   * Notes that a state goes on, before any of its calls runs. Whatever happens then, the state has
   * gone on: nobody knows which of its calls have run.
   *
   * @param id the id of the state
   * @return whether it is the first time
   */
  boolean isFirst(String id);

  /**
   * Keeps the ids in the memory of this process, the newest of them. A state that was forgotten
   * could go on again.
   *
   * @param most how many ids are kept, at least 1
   * @return what knows them
   * @throws IllegalArgumentException if the number is smaller
   */
  static ResumedStates inMemory(int most) {
    return new ResumedInMemory(most);
  }
}
