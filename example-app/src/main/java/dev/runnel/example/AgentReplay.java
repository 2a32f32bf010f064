package dev.runnel.example;

import dev.runnel.agent.AgentChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.time.Duration;

/** The model of the agents that needs no key and no network, and how what they do is shown. */
final class AgentReplay {
  static final String QUESTION = "Where did Harrison work, and is it sunny in London?";
  static final String TASK = "Invite Anna and Bob to a picnic.";

  /** Shows what the model says as it comes, and what its tools do on lines of their own. */
  static final Format<AgentChunk> FORMAT =
      new Format<>(AgentReplay::shown, "", "chunk", "chunks", () -> "");

  private AgentReplay() {}

  /** Makes the model that answers the question with three calls. */
  static ChatModel answering(Duration pace) {
    return ScriptedChatModel.builder()
        .name("AgentReplay")
        .next(
            paced(
                Script.of("I", " will", " look.")
                    .call(0, "c1", "search", "{\"words\":", "\"Harrison", " work\"}")
                    .call(1, "c2", "weather", "{\"city\":", "\"London\"}"),
                pace))
        .next(
            paced(
                Script.of(
                    "Harrison", " worked", " at", " Kensho,", " and", " it", " is", " sunny."),
                pace))
        .build();
  }

  /** Makes the model that wants to send two mails. */
  static ChatModel inviting(Duration pace) {
    return ScriptedChatModel.builder()
        .name("AgentReplay")
        .next(
            paced(
                Script.of("I", " will", " write", " to", " both.")
                    .call(0, "c1", "send_mail", "{\"to\":\"Anna\",", "\"text\":\"Come!\"}")
                    .call(1, "c2", "send_mail", "{\"to\":\"Bob\",", "\"text\":\"Come!\"}"),
                pace))
        .next(paced(Script.of("All", " is", " done", " as", " you", " said."), pace))
        .build();
  }

  private static Script paced(Script script, Duration pace) {
    return pace.isZero() ? script : script.pacedBy(pace);
  }

  private static String shown(AgentChunk chunk) {
    if (chunk instanceof AgentChunk.ToolStarted tool) {
      return "\n> " + tool.call().name() + tool.call().arguments();
    }
    if (chunk instanceof AgentChunk.ToolEnded tool) {
      return "\n< " + tool.call().name() + ": " + tool.result().text();
    }
    if (chunk instanceof AgentChunk.ApprovalAsked asked) {
      return "\n? " + asked.call().name() + asked.call().arguments();
    }
    return chunk.text();
  }
}
