package dev.runnel.agent;

/**
 * What an agent is asked that is a tool of another one.
 *
 * @param task the task, in words
 */
public record AgentTask(String task) {
  static final String SCHEMA =
      """
      {"type": "object", "properties": {"task": {"type": "string", "description": "The task, with all that must be known to do it"}}, "required": ["task"], "additionalProperties": false}
      """;
}
