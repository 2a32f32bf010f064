package dev.runnel.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client of AG-UI asks for, besides its messages.
 *
 * @param body the request
 * @param threadId the conversation
 * @param runId the run, as the client names it
 * @param verdicts what was decided of calls that wait, by the ids of the interrupts
 */
record AgUiRequest(
    RequestObject body, String threadId, String runId, Map<String, Verdict> verdicts) {
  /** The member of the client's state that has the state of an agent. */
  static final String PAUSED = "pausedAgent";

  static final String PAUSED_POINTER = "/" + PAUSED;

  /** What the payload of an answer to an interrupt is. */
  static final JsonNode RESPONSE =
      JsonMapper.shared()
          .readTree(
              """
              {"type": "object",
               "properties": {
                 "approved": {"type": "boolean"},
                 "reason": {"type": "string"},
                 "arguments": {"type": "object"}},
               "required": ["approved"]}""");

  static AgUiRequest read(ObjectNode json) {
    RequestObject body = new RequestObject(json, "");
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (RequestObject entry : body.objects("resume")) {
      verdicts.put(entry.text("interruptId"), verdict(entry));
    }
    return new AgUiRequest(body, body.text("threadId"), body.text("runId"), verdicts);
  }

  private static Verdict verdict(RequestObject entry) {
    return switch (entry.text("status")) {
      case "resolved" -> Verdict.read(entry.object("payload"));
      case "cancelled" -> Verdict.DENIED;
      default -> throw entry.refused("status", "'status' must be 'resolved' or 'cancelled'.");
    };
  }

  /** Tells whether the client has an object as its state. */
  boolean hasState() {
    return body.get("state") instanceof ObjectNode;
  }

  /** Returns what the chain goes on with. */
  RequestObject token() {
    return body.object("state").object(PAUSED);
  }
}
