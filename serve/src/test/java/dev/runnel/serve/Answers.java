package dev.runnel.serve;

/** Reads answers as a server sends them. */
final class Answers {
  private Answers() {}

  /** Returns an answer that is whole, or will be. */
  static ServeResponse.Whole whole(ServeResponse response) {
    return response instanceof ServeResponse.Pending pending
        ? pending.answer().await(() -> false)
        : (ServeResponse.Whole) response;
  }

  /** Drops what was not sent. */
  static void close(ServeResponse response) {
    if (response instanceof ServeResponse.Pending pending) {
      pending.answer().close();
    } else if (response instanceof ServeResponse.Streamed streamed) {
      streamed.body().close();
    }
  }
}
