package dev.runnel.serve;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Extras;
import dev.runnel.model.MessagePart;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.model.UserMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads messages that have a role and a content. OpenAI and AG-UI write them alike, but for the
 * names of some members.
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
    return new RoleMessages("tool_calls", "tool_call_id", Set.of())
        .read(body, OpenAiOptions.read(body));
  }

  /** Reads a request for a run of AG-UI. */
  static ChatPrompt ofAgUi(ObjectNode body) {
    return new RoleMessages("toolCalls", "toolCallId", Set.of("reasoning", "activity"))
        .read(body, ChatOptions.builder().tools(OpenAiOptions.tools(body)).build());
  }

  /** Reads a list of messages as OpenAI writes them. */
  static ChatPrompt ofList(ArrayNode list) {
    List<RequestObject> messages = new ArrayList<>();
    for (JsonNode message : list) {
      messages.add(RequestObject.of(message, "/" + messages.size()));
    }
    List<ChatMessage> read =
        new RoleMessages("tool_calls", "tool_call_id", Set.of()).read(messages);
    if (read.isEmpty()) {
      throw InvalidRequestException.at("", "The list of messages is empty.");
    }
    return ChatPrompt.of(read);
  }

  private ChatPrompt read(ObjectNode body, ChatOptions options) {
    RequestObject request = new RequestObject(body, "");
    List<ChatMessage> messages = read(request.objects("messages"));
    if (messages.isEmpty()) {
      throw request.refused("messages", "'messages' must be a list that is not empty.");
    }
    return ChatPrompt.of(messages).withOptions(options);
  }

  private List<ChatMessage> read(List<RequestObject> messages) {
    List<ChatMessage> read = new ArrayList<>();
    for (RequestObject message : messages) {
      String role = message.text("role");
      if (!skipped.contains(role)) {
        read.add(message(role, message));
      }
    }
    return read;
  }

  private ChatMessage message(String role, RequestObject message) {
    return switch (role) {
      case "system", "developer" -> new SystemMessage(content(message), Extras.NONE);
      case "user" ->
          new UserMessage(content(message), message.textIfAny("name").orElse(null), Extras.NONE);
      case "assistant" -> assistant(message);
      case "tool" -> tool(message);
      default ->
          throw message.refused(
              "role",
              "There is no role '"
                  + role
                  + "'; there are "
                  + String.join(", ", new TreeSet<>(ROLES))
                  + ".");
    };
  }

  private ChatMessage assistant(RequestObject message) {
    List<MessagePart> parts = new ArrayList<>(content(message));
    for (RequestObject call : message.objects(calls)) {
      parts.add(call(call));
    }
    return new AiMessage(parts);
  }

  private ToolCall call(RequestObject call) {
    RequestObject function = call.object("function");
    String id = call.text("id");
    String name = function.text("name");
    toolNames.put(id, name);
    return new ToolCall(id, name, function.text("arguments"));
  }

  private ChatMessage tool(RequestObject message) {
    String id = message.text(callId);
    String name = toolNames.get(id);
    if (name == null) {
      throw message.refused(callId, "No message before has a tool call with the id '" + id + "'.");
    }
    return new ToolMessage(
        new ToolResult(id, name, content(message), message.has("error"), Extras.NONE));
  }

  /** Returns what a message says: a text, or the parts of a list; nothing where it is missing. */
  private static List<MessagePart> content(RequestObject message) {
    JsonNode content = message.get("content");
    if (content == null) {
      return List.of();
    }
    if (content.isString()) {
      return List.of(new TextPart(content.stringValue()));
    }
    if (!(content instanceof ArrayNode)) {
      throw message.refused("content", "'content' must be a text or a list of parts.");
    }
    List<MessagePart> parts = new ArrayList<>();
    for (RequestObject part : message.objects("content")) {
      parts.add(
          part.text("type").equals("text")
              ? new TextPart(part.text("text"))
              : WireMedia.read(part));
    }
    return parts;
  }
}
