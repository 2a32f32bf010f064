package dev.runnel.agent;

import java.util.function.Consumer;

/** What an agent reads now: an answer of the model, or what its tools do. */
interface AgentSource {
  /** Nothing. */
  AgentSource NONE =
      new AgentSource() {
        @Override
        public boolean readNext(Consumer<? super AgentChunk> out) {
          return false;
        }

        @Override
        public void close() {}
      };

  /**
   * Waits for what happens next.
   *
   * @param out takes it, often more than one chunk
   * @return false, without a chunk, at the end
   */
  boolean readNext(Consumer<? super AgentChunk> out);

  /** Cancels what still runs; called by any thread, and more than once. */
  void close();
}
