package dev.runnel.serve;

/**
 * Writes one run in the words of a protocol: a pure function from what the run does to text, which
 * keeps no more than what its protocol needs to know of the text before.
 *
 * <p>It is used by one thread at a time and for one run: {@link #begin} first, then {@link #item}
 * for each, and at last {@link #end} or {@link #failure}. Each appends to the text; nothing is sent
 * where nothing was appended.
 *
 * @param <E> what the run is seen as: chunks, events, or patches of its log
 */
public interface RunEncoder<E> {
  /**
   * Writes what comes before all else, before the run has begun its work.
   *
   * @param out the text
   */
  void begin(StringBuilder out);

  /**
   * Writes one chunk, event or patch.
   *
   * @param item it
   * @param out the text
   */
  void item(E item, StringBuilder out);

  /**
   * Writes that the run has ended well.
   *
   * @param out the text
   */
  void end(StringBuilder out);

  /**
   * Writes that the run has failed, or was ended by the server.
   *
   * @param message what a client may know of it
   * @param out the text
   * @return whether a client takes what was written for a failure; if it does not, the connection
   *     is broken
   */
  boolean failure(String message, StringBuilder out);

  /**
   * Writes that a client has asked to stop the run.
   *
   * @param message what a client may know of it
   * @param out the text
   * @return whether a client takes what was written for the end; if it does not, the connection is
   *     broken
   */
  default boolean stopped(String message, StringBuilder out) {
    return failure(message, out);
  }

  /**
   * Returns what tells a client that it cannot come back to this stream, though others of the chain
   * can be resumed. Called by any thread.
   *
   * @param why what a client may know of it
   * @return the text; empty if the protocol has no words for it
   */
  default String notResumable(String why) {
    return "";
  }

  /**
   * Returns what is sent while the run is silent.
   *
   * @return text that clients ignore; empty if the protocol has none
   */
  default String heartbeat() {
    return ": keep-alive\n\n";
  }
}
