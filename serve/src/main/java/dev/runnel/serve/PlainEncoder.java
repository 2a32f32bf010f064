package dev.runnel.serve;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the chunks of a run as the events of the plain protocol. */
final class PlainEncoder implements RunEncoder<Object> {
  /** The id of the event that says that a stream is not there. */
  static final String GONE = "gone";

  private final UUID runId;
  private final Approvals approvals;
  private final boolean isKept;
  private final boolean asPatches;
  private @Nullable JsonNode before;
  private long chunks;

  /**
   * Writes a run.
   *
   * @param isKept whether clients come back with the ids of events
   * @param asPatches whether each chunk is written as how it differs from the one before
   */
  PlainEncoder(UUID runId, Approvals approvals, boolean isKept, boolean asPatches) {
    this.runId = runId;
    this.approvals = approvals;
    this.isKept = isKept;
    this.asPatches = asPatches;
  }

  /** An id without data is no event, but a client that loses the connection here has it. */
  @Override
  public void begin(StringBuilder out) {
    EventText.comment("run " + runId, out);
    if (isKept) {
      id(0, out);
      out.append('\n');
    }
  }

  private void id(long number, StringBuilder out) {
    EventText.field("id", isKept ? runId + "." + number : Long.toString(number), out);
  }

  @Override
  public void item(Object chunk, StringBuilder out) {
    chunks++;
    id(chunks, out);
    JsonNode shown = PlainProtocol.shown(chunk, approvals);
    if (asPatches) {
      EventText.field("event", "patch", out);
      EventText.data(patch(shown), out);
    } else {
      EventText.data(shown, out);
    }
  }

  private ArrayNode patch(JsonNode shown) {
    JsonNode last = before;
    before = shown;
    if (last != null) {
      return StatePatch.between(last, shown);
    }
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    patch.addObject().put("op", "replace").put("path", "").set("value", shown);
    return patch;
  }

  @Override
  public void end(StringBuilder out) {
    last("end", JsonNodeFactory.instance.objectNode(), out);
  }

  @Override
  public boolean failure(String message, StringBuilder out) {
    last("error", PlainProtocol.error(message), out);
    return true;
  }

  /** The id of the last event says that there is nothing to come back for. */
  private void last(String event, ObjectNode data, StringBuilder out) {
    if (isKept) {
      id(chunks + 1, out);
    }
    EventText.field("event", event, out);
    data.put("run_id", runId.toString());
    if (event.equals("end")) {
      data.put("chunks", chunks);
    }
    EventText.data(data, out);
  }

  @Override
  public String notResumable(String why) {
    StringBuilder out = new StringBuilder();
    EventText.field("event", "not-resumable", out);
    EventText.data(PlainProtocol.error(why), out);
    return out.toString();
  }

  /** Writes that there is no such stream. */
  static String gone(String message) {
    StringBuilder out = new StringBuilder();
    EventText.field("id", GONE, out);
    EventText.field("event", "error", out);
    EventText.data(PlainProtocol.error(message), out);
    return out.toString();
  }
}
