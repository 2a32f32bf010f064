package dev.runnel.flink;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs without an answer, in Flink's state. Called on the task's thread. */
interface PendingInputs<I, O> {
  /** Returns what the state held when the job was restored. */
  List<Pending<I>> restored() throws Exception;

  /** Notes an input that was let in. */
  void letIn(OpenInput<I, O> input) throws Exception;

  /** Notes that an input has left; its key is the current one. */
  void left(OpenInput<I, O> input) throws Exception;

  /** Writes the state of a checkpoint. */
  void snapshot(Iterable<OpenInput<I, O>> open) throws Exception;

  /**
   * An input in the state.
   *
   * @param input the input
   * @param time its time; null if it has none
   * @param attempt how often it was begun before
   * @param key its key; null where inputs have none
   */
  record Pending<I>(I input, @Nullable Long time, int attempt, @Nullable Object key)
      implements Serializable {}
}
