package dev.runnel.serve;

import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat as {@code useChat} sends it: all messages, each with its parts; or, where an application
 * has chosen so, the last message alone.
 *
 * @param prompt the messages
 * @param answerId the id of the answer that is to go on; empty for a new one
 */
record AiSdkMessages(ChatPrompt prompt, Optional<String> answerId) {
  static AiSdkMessages read(ObjectNode body) {
    JsonNode list = body.get("messages");
    if (list == null && body.get("message") instanceof ObjectNode single) {
      return new AiSdkMessages(ChatPrompt.of(message(single, "/message")), Optional.empty());
    }
    if (!(list instanceof ArrayNode array) || array.isEmpty()) {
      throw InvalidRequestException.at("/messages", "'messages' must be a list that is not empty.");
    }
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonNode one : array) {
      messages.add(message(one, "/messages/" + messages.size()));
    }
    return new AiSdkMessages(ChatPrompt.of(messages), answerId(array.get(array.size() - 1)));
  }

  private static Optional<String> answerId(JsonNode last) {
    JsonNode id = last.get("id");
    return "assistant".equals(textOf(last.get("role"))) && id != null && id.isString()
        ? Optional.of(id.stringValue())
        : Optional.empty();
  }

  private static ChatMessage message(JsonNode json, String pointer) {
    String role = textOf(json.get("role"));
    if (role == null || !(json.get("parts") instanceof ArrayNode parts)) {
      throw InvalidRequestException.at(pointer, "A message must have a 'role' and 'parts'.");
    }
    String text = text(parts);
    return switch (role) {
      case "system" -> ChatMessage.system(text);
      case "user" -> ChatMessage.user(text);
      case "assistant" -> ChatMessage.ai(text);
      default ->
          throw InvalidRequestException.at(
              pointer + "/role",
              "There is no role '" + role + "'; there are system, user, assistant.");
    };
  }

  private static String text(ArrayNode parts) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : parts) {
      String added = textOf(part.get("text"));
      if ("text".equals(textOf(part.get("type"))) && added != null) {
        text.append(added);
      }
    }
    return text.toString();
  }

  private static @Nullable String textOf(@Nullable JsonNode json) {
    return json != null && json.isString() ? json.stringValue() : null;
  }
}
