package dev.runnel.agent;

import dev.runnel.Call;
import dev.runnel.event.EventPayload;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolSpec;
import dev.runnel.tool.ToolReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an agent is asked that is a tool of another one. Immutable. */
public final class AgentTask implements EventPayload {
  private static final String SCHEMA =
      """
      {"type": "object", "properties": {"task": {"type": "string", "description": "The task, with all that must be known to do it"}}, "required": ["task"], "additionalProperties": false}
      """;

  private final Agent agent;
  private final String task;
  private final @Nullable Resumption resumption;

  private AgentTask(Agent agent, String task, @Nullable Resumption resumption) {
    this.agent = agent;
    this.task = task;
    this.resumption = resumption;
  }

  /**
   * What a model gives.
   *
   * @param task the task, in words
   */
  private record Words(String task) {}

  static ToolSpec spec(String name, String description) {
    return ToolSpec.of(name, description, SCHEMA);
  }

  static ToolReader<AgentTask> reader(ToolSpec spec, Agent agent) {
    ToolReader<Words> words = ToolReader.of(spec, Words.class);
    return call -> new AgentTask(agent, words.read(call).task(), null);
  }

  /** Goes on where the agent has stopped, in place of beginning. */
  AgentTask resuming(Resumption where) {
    agent.checkEdits(where);
    return new AgentTask(agent, task, where);
  }

  Call<AgentChunk, AgentAnswer> call() {
    return resumption == null ? agent.call(ChatPrompt.of(task)) : agent.resuming().call(resumption);
  }

  /**
   * Returns the task.
   *
   * @return the task, in words
   */
  public String task() {
    return task;
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    return resumption == null ? Map.of("task", task) : Map.of("task", task, "resumed", true);
  }

  @Override
  public String toString() {
    return task;
  }
}
