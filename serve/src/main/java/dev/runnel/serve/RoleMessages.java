package dev.runnel.serve;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads messages that have a role and a content, and the tools that stand beside them. OpenAI and
 * AG-UI write them alike, but for the names of two members.
 */
final class RoleMessages {
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool");

  private final String calls;
  private final String callId;
  private final Set<String> skipped;
  private final Map<String, String> toolNames = new HashMap<>();

  private RoleMessages(String calls, String callId, Set<String> skipped) {
    this.calls = calls;
    this.callId = callId;
    this.skipped = skipped;
  }

  /** Reads a request for a chat completion of OpenAI. */
  static ChatPrompt ofOpenAi(ObjectNode body) {
    return new RoleMessages("tool_calls", "tool_call_id", Set.of()).read(body);
  }

  /** Reads a request for a run of AG-UI. */
  static ChatPrompt ofAgUi(ObjectNode body) {
    return new RoleMessages("toolCalls", "toolCallId", Set.of("reasoning", "activity")).read(body);
  }

  private ChatPrompt read(ObjectNode body) {
    if (!(RequestBody.member(body, "messages") instanceof ArrayNode list) || list.isEmpty()) {
      throw InvalidRequestException.at("/messages", "'messages' must be a list that is not empty.");
    }
    List<ChatMessage> messages = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String pointer = "/messages/" + i;
      if (!(list.get(i) instanceof ObjectNode message)) {
        throw InvalidRequestException.at(pointer, "A message must be a JSON object.");
      }
      String role = text(message, "role", pointer);
      if (!skipped.contains(role)) {
        messages.add(message(role, message, pointer));
      }
    }
    return ChatPrompt.of(messages).withOptions(options(body));
  }

  private ChatMessage message(String role, ObjectNode message, String pointer) {
    return switch (role) {
      case "system", "developer" -> ChatMessage.system(content(message, pointer));
      case "user" -> ChatMessage.user(content(message, pointer));
      case "assistant" -> assistant(message, pointer);
      case "tool" -> tool(message, pointer);
      default ->
          throw InvalidRequestException.at(
              pointer + "/role",
              "There is no role '"
                  + role
                  + "'; there are "
                  + String.join(", ", new TreeSet<>(ROLES))
                  + ".");
    };
  }

  private ChatMessage assistant(ObjectNode message, String pointer) {
    List<ToolCall> read = new ArrayList<>();
    if (message.get(calls) instanceof ArrayNode list) {
      for (JsonNode one : list) {
        read.add(call(one, pointer + "/" + calls + "/" + read.size()));
      }
    }
    return new AiMessage(content(message, pointer), "", read, null, null);
  }

  private ToolCall call(JsonNode json, String pointer) {
    if (!(json instanceof ObjectNode call)
        || !(call.get("function") instanceof ObjectNode function)) {
      throw InvalidRequestException.at(pointer, "A tool call must have a 'function'.");
    }
    String id = text(call, "id", pointer);
    String name = text(function, "name", pointer + "/function");
    toolNames.put(id, name);
    return new ToolCall(id, name, text(function, "arguments", pointer + "/function"));
  }

  private ChatMessage tool(ObjectNode message, String pointer) {
    String id = text(message, callId, pointer);
    String name = toolNames.get(id);
    if (name == null) {
      throw InvalidRequestException.at(
          pointer + "/" + callId, "No message before has a tool call with the id '" + id + "'.");
    }
    return new ToolMessage(id, name, content(message, pointer));
  }

  /** Returns the text, also where it is written in parts. */
  private static String content(ObjectNode message, String pointer) {
    JsonNode content = message.get("content");
    if (content == null || content.isNull()) {
      return "";
    }
    if (content.isString()) {
      return content.stringValue();
    }
    if (!(content instanceof ArrayNode parts)) {
      throw InvalidRequestException.at(
          pointer + "/content", "'content' must be a text or a list of parts.");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      String at = pointer + "/content/" + i;
      if (!(parts.get(i) instanceof ObjectNode part)) {
        throw InvalidRequestException.at(at, "A part must be a JSON object.");
      }
      String type = text(part, "type", at);
      if (!type.equals("text")) {
        throw InvalidRequestException.at(
            at + "/type", "Parts of type '" + type + "' are not read.");
      }
      text.append(text(part, "text", at));
    }
    return text.toString();
  }

  private static ChatOptions options(ObjectNode body) {
    ChatOptions options = ChatOptions.DEFAULT;
    if (body.get("tools") instanceof ArrayNode list && !list.isEmpty()) {
      List<ToolSpec> tools = new ArrayList<>();
      for (JsonNode one : list) {
        tools.add(spec(one, "/tools/" + tools.size()));
      }
      options = options.withTools(tools.toArray(ToolSpec[]::new));
    }
    return options;
  }

  private static ToolSpec spec(JsonNode json, String pointer) {
    if (!(json instanceof ObjectNode tool)) {
      throw InvalidRequestException.at(pointer, "A tool must be a JSON object.");
    }
    // OpenAI writes a tool around its function, AG-UI the function alone.
    ObjectNode function = tool.get("function") instanceof ObjectNode inner ? inner : tool;
    JsonNode description = function.get("description");
    JsonNode parameters = function.get("parameters");
    return new ToolSpec(
        text(function, "name", pointer),
        description != null && description.isString() ? description.stringValue() : "",
        parameters instanceof ObjectNode schema ? schema : noParameters());
  }

  private static ObjectNode noParameters() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties");
    return schema;
  }

  private static String text(ObjectNode object, String name, String pointer) {
    JsonNode value = object.get(name);
    if (value == null || !value.isString()) {
      throw InvalidRequestException.at(pointer + "/" + name, "'" + name + "' must be a text.");
    }
    return value.stringValue();
  }
}
