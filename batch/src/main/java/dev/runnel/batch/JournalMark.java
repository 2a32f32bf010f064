package dev.runnel.batch;

/**
 * A journal entry without its content.
 *
 * @param key the key of the input
 * @param input the fingerprint of the input
 * @param isAnswer whether the entry is an answer, and not a failure
 */
public record JournalMark(String key, String input, boolean isAnswer) {
  /**
   * Leaves out the content of an entry.
   *
   * @param entry the entry
   * @return its mark
   */
  public static JournalMark of(JournalEntry entry) {
    return new JournalMark(entry.key(), entry.input(), entry instanceof JournalEntry.Answer);
  }
}
