package dev.runnel.agent;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.UserMessage;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages in the recorded conversations' terms, and those without what is only LangChain's. */
final class NeutralJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private NeutralJson() {}

  // ---- turns

  static ArrayNode turns(List<? extends ChatMessage> messages) {
    ArrayNode turns = JSON.arrayNode();
    for (ChatMessage message : messages) {
      if (message instanceof SystemMessage) {
        turns.addObject().put("system", message.text());
      } else if (message instanceof UserMessage) {
        turns.addObject().put("user", message.text());
      } else if (message instanceof AiMessage answer) {
        turns.add(turn(answer));
      } else if (message instanceof ToolMessage result) {
        ObjectNode turn = (ObjectNode) turns.get(turns.size() - 1);
        turn.withArray("results").add(result(result));
      }
    }
    return turns;
  }

  private static ObjectNode turn(AiMessage answer) {
    ObjectNode turn = JSON.objectNode().put("text", answer.text());
    if (!answer.reasoning().isEmpty()) {
      turn.put("reasoning", answer.reasoning());
    }
    if (!answer.toolCalls().isEmpty()) {
      turn.set("calls", calls(answer));
    }
    return turn;
  }

  private static ArrayNode calls(AiMessage answer) {
    ArrayNode calls = JSON.arrayNode();
    for (ToolCall call : answer.toolCalls()) {
      calls.addObject().put("id", call.id()).put("name", call.name()).set("args", args(call));
    }
    return calls;
  }

  private static JsonNode args(ToolCall call) {
    if (call.arguments().isEmpty()) {
      return JSON.objectNode();
    }
    try {
      return JsonMapper.shared().readTree(call.arguments());
    } catch (JacksonException noJson) {
      return JSON.stringNode(call.arguments());
    }
  }

  private static ObjectNode result(ToolMessage result) {
    ObjectNode json = JSON.objectNode().put("id", result.callId()).put("name", result.name());
    json.set(
        "content", result.failed() ? JSON.stringNode("<error>") : content(result.result().parts()));
    return json.put("error", result.failed());
  }

  private static JsonNode content(List<MessagePart> parts) {
    if (parts.stream().allMatch(TextPart.class::isInstance)) {
      StringBuilder text = new StringBuilder();
      parts.forEach(part -> text.append(((TextPart) part).text()));
      return JSON.stringNode(text.toString());
    }
    ArrayNode content = JSON.arrayNode();
    for (MessagePart part : parts) {
      if (part instanceof TextPart text) {
        content.addObject().put("type", "text").put("text", text.text());
      } else if (part instanceof Media media) {
        content
            .addObject()
            .put("type", "image")
            .put("mimeType", media.mimeType())
            .put("data", ((Media.Bytes) media.source()).base64());
      } else if (part instanceof Reasoning reasoning) {
        content
            .addObject()
            .put("type", "reasoning")
            .put("reasoning", reasoning.text())
            .put("signature", reasoning.signature());
      }
    }
    return content;
  }

  // ---- requests

  static ObjectNode request(ChatPrompt prompt) {
    ObjectNode request = JSON.objectNode();
    ArrayNode messages = request.putArray("messages");
    prompt.messages().forEach(message -> messages.add(message(message)));
    ObjectNode options = request.putObject("options");
    ArrayNode tools = JSON.arrayNode();
    prompt.options().tools().forEach(tool -> tools.add(tool.name()));
    options.set("tools", tools);
    ToolChoice choice = prompt.options().toolChoice();
    if (ToolChoice.REQUIRED.equals(choice)) {
      options.put("tool_choice", "any");
    } else if (ToolChoice.NONE.equals(choice)) {
      options.put("tool_choice", "none");
    }
    if (prompt.options().responseFormat() instanceof ResponseFormat.JsonSchema schema) {
      options.set("response_format", schema.schema());
    }
    return request;
  }

  private static ObjectNode message(ChatMessage message) {
    ObjectNode json = JSON.objectNode();
    if (message instanceof ToolMessage result) {
      json.put("type", "tool").put("name", result.name());
      json.set(
          "content",
          result.failed() ? JSON.stringNode("<error>") : content(result.result().parts()));
      return json.put("tool_call_id", result.callId())
          .put("status", result.failed() ? "error" : "success");
    }
    List<MessagePart> said =
        message.parts().stream().filter(part -> !(part instanceof ToolCall)).toList();
    json.put("type", type(message)).set("content", content(said));
    if (message instanceof AiMessage answer && !answer.toolCalls().isEmpty()) {
      json.set("tool_calls", calls(answer));
    }
    return json;
  }

  private static String type(ChatMessage message) {
    if (message instanceof SystemMessage) {
      return "system";
    }
    return message instanceof UserMessage ? "human" : "ai";
  }

  // ---- what was recorded

  static JsonNode recordedTurns(JsonNode turns) {
    JsonNode copy = turns.deepCopy();
    for (JsonNode turn : copy) {
      for (JsonNode result : turn.path("results")) {
        if (result.path("error").asBoolean()) {
          ((ObjectNode) result).put("content", "<error>");
        }
      }
    }
    return copy;
  }

  static JsonNode recordedRequests(JsonNode requests) {
    JsonNode copy = requests.deepCopy();
    for (JsonNode request : copy) {
      for (JsonNode message : request.path("messages")) {
        clean((ObjectNode) message);
      }
      ObjectNode options = (ObjectNode) request.path("options");
      JsonNode schema = options.at("/response_format/json_schema/schema");
      if (!schema.isMissingNode()) {
        options.set("response_format", schema);
      }
    }
    return copy;
  }

  private static void clean(ObjectNode message) {
    message.remove(List.of("id", "usage_metadata", "response_metadata"));
    if (message.path("type").asString().equals("ai")) {
      message.remove("name");
    }
    if (message.path("type").asString().equals("tool") && !message.has("status")) {
      message.put("status", "success"); // given messages do not say
    }
    if (message.path("status").asString("").equals("error")) {
      message.put("content", "<error>");
    }
    JsonNode content = message.path("content");
    if (content.isArray()) {
      content.forEach(block -> ((ObjectNode) block).remove("index"));
      if (content.size() == 1 && content.get(0).has("text")) {
        message.set("content", content.get(0).path("text"));
      }
    }
    if (message.path("tool_calls").isEmpty()) {
      message.remove("tool_calls");
    }
  }
}
