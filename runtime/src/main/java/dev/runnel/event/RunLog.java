package dev.runnel.event;

import dev.runnel.json.JsonPatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The state of a run, folded from its patches: what has been streamed, by the run and by each run
 * below it. Not thread-safe.
 *
 * <pre>{@code
 * RunLog log = new RunLog();
 * joke.streamLog("parrots", EventOptions.DEFAULT).forEach(log::apply);
 * System.out.println(log.state().at("/final_output"));
 * }</pre>
 */
public final class RunLog {
  private JsonNode state = JsonNodeFactory.instance.objectNode();

  /** Makes the log of a run that has not started. */
  public RunLog() {}

  /**
   * Folds a patch in.
   *
   * @param patch the patch
   * @return this
   * @throws IllegalArgumentException if it does not fit the state, as when one was left out
   */
  public RunLog apply(JsonPatch patch) {
    state = patch.applyTo(state);
    return this;
  }

  /**
   * Returns the state.
   *
   * @return a copy: {@code id}, {@code name}, {@code type}, {@code streamed_output}, {@code
   *     final_output}, and {@code logs}, the runs below by their names
   */
  public JsonNode state() {
    return state.deepCopy();
  }

  @Override
  public String toString() {
    return state.toString();
  }
}
