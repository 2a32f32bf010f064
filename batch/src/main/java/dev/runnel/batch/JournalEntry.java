package dev.runnel.batch;

import tools.jackson.databind.JsonNode;

/** What a journal holds of one input: its answer, or why there is none. */
public sealed interface JournalEntry {
  /**
   * Returns the key of the input.
   *
   * @return the key
   */
  String key();

  /**
   * Returns the fingerprint of the input, by which another input with the same key is known.
   *
   * @return the fingerprint
   */
  String input();

  /**
   * An answer. It is final: a key that has one gets no other entry.
   *
   * @param key the key of the input
   * @param input the fingerprint of the input
   * @param output the answer
   */
  record Answer(String key, String input, JsonNode output) implements JournalEntry {}

  /**
   * A failure. A later entry of the same key takes its place.
   *
   * @param key the key of the input
   * @param input the fingerprint of the input
   * @param type the name of the exception's class
   * @param message the exception's message; empty if it has none
   * @param step the step that failed, as {@code chain.step}; empty if that is not known
   */
  record Failure(String key, String input, String type, String message, String step)
      implements JournalEntry {}
}
