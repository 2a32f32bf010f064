package dev.runnel.agent;

import dev.runnel.model.AiMessage;
import dev.runnel.model.MessagePart;
import dev.runnel.model.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer with a bounded number of calls.
 *
 * @param answer the answer without the calls beyond the bound, except for the first of these, whose
 *     result is to tell of them
 * @param dropped how many calls beyond the bound there are
 */
record CallCap(AiMessage answer, int dropped) {
  static CallCap of(AiMessage answer, int max) {
    int dropped = Histories.calls(answer).size() - max;
    if (dropped <= 0) {
      return new CallCap(answer, 0);
    }
    List<MessagePart> parts = new ArrayList<>();
    int calls = 0;
    for (MessagePart part : answer.parts()) {
      if (part instanceof ToolCall call && !call.providerExecuted()) {
        calls++;
      }
      if (!(part instanceof ToolCall call) || call.providerExecuted() || calls <= max + 1) {
        parts.add(part);
      }
    }
    return new CallCap(new AiMessage(parts, answer.info(), answer.extras()), dropped);
  }
}
