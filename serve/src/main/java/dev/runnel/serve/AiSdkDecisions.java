package dev.runnel.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user has decided of calls that wait, as {@code useChat} keeps it in the parts of the last
 * message.
 *
 * @param message the last message
 * @param verdicts what was decided and is not carried out, by the ids of the approvals
 * @param state the part with the state of the agent; null if there is none
 */
record AiSdkDecisions(
    RequestObject message, Map<String, Verdict> verdicts, @Nullable RequestObject state) {
  /** The type of the part that has the state of an agent. */
  static final String PART = "data-paused-agent";

  static AiSdkDecisions read(RequestObject last) {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    RequestObject state = null;
    if (last.text("role").equals("assistant")) {
      for (RequestObject part : last.objects("parts")) {
        if (part.text("type").equals(PART)) {
          state = part;
        } else if (part.textIfAny("state").filter("approval-responded"::equals).isPresent()) {
          RequestObject approval = part.object("approval");
          verdicts.put(approval.text("id"), Verdict.read(approval));
        }
      }
    }
    return new AiSdkDecisions(last, verdicts, state);
  }

  /** Returns what the chain goes on with. */
  RequestObject token() {
    if (state == null) {
      throw message.refused(
          "parts", "There is a decision, but no part '" + PART + "' with what it is for.");
    }
    return state.object("data");
  }
}
