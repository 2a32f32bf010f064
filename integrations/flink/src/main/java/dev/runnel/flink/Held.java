package dev.runnel.flink;

import org.apache.flink.streaming.api.watermark.Watermark;

/** What waits in an operator, in the order in which it came. */
sealed interface Held permits OpenInput, Held.Mark {
  /** A watermark that waits for the inputs before it. */
  final class Mark implements Held {
    private final Watermark watermark;

    Mark(Watermark watermark) {
      this.watermark = watermark;
    }

    Watermark watermark() {
      return watermark;
    }
  }
}
