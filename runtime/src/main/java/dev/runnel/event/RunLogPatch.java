package dev.runnel.event;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What one event changes in a run's log; {@link RunLog#apply} folds it in. Immutable.
 *
 * @param operations what to do, in this order, unmodifiable
 */
public record RunLogPatch(List<PatchOperation> operations) {
  /** Copies the list. */
  public RunLogPatch {
    operations = List.copyOf(operations);
  }

  static RunLogPatch of(PatchOperation... operations) {
    return new RunLogPatch(List.of(operations));
  }

  /**
   * Writes the patch as RFC 6902 says.
   *
   * @return a new array
   */
  public ArrayNode toJson() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    operations.forEach(operation -> json.add(operation.toJson()));
    return json;
  }
}
