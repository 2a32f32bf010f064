package dev.runnel.serve;

import java.io.IOException;

/**
 * Where a server lets the body of one response be written. {@link #write} is called by one thread
 * at a time; {@link #abort} by any thread, also during a write.
 */
public interface ResponseSink {
  /**
   * Writes bytes and sends them to the client before it returns. It may block while the client is
   * slow.
   *
   * @param bytes the bytes
   * @throws IOException if the client has left
   */
  void write(byte[] bytes) throws IOException;

  /**
   * Breaks the connection, so that the client sees that the answer is incomplete, and a write that
   * blocks fails. Does nothing after the end.
   */
  void abort();

  /**
   * Tells whether the client has left, where that can be seen without writing. Asked by any thread
   * while the run is silent.
   *
   * @return whether it has left; false where that cannot be seen
   */
  default boolean hasClientLeft() {
    return false;
  }

  /**
   * Takes a failure itself, where nothing has been sent yet and the server has a better answer to
   * it than an event, such as a status.
   *
   * @param failure what the run failed with
   * @return whether it has taken it; nothing more is written then
   */
  default boolean takeFailure(Throwable failure) {
    return false;
  }
}
