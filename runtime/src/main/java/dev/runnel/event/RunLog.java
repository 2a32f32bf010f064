package dev.runnel.event;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
  public RunLog apply(RunLogPatch patch) {
    patch.operations().forEach(this::apply);
    return this;
  }

  private void apply(PatchOperation operation) {
    JsonNode value = operation.value().deepCopy();
    if (operation.path().isEmpty()) {
      state = value;
      return;
    }
    JsonPointer path = JsonPointer.compile(operation.path());
    JsonNode parent = state.at(path.head());
    String member = path.last().getMatchingProperty();
    boolean replaces = operation.op() == PatchOperation.Op.REPLACE;
    if (parent instanceof ObjectNode object && (!replaces || object.has(member))) {
      object.set(member, value);
    } else if (parent instanceof ArrayNode array && !replaces && member.equals("-")) {
      array.add(value);
    } else {
      throw new IllegalArgumentException(
          "The patch cannot be applied at '"
              + operation.path()
              + "': there is nothing to change. Apply all patches of one run, in their order.");
    }
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
