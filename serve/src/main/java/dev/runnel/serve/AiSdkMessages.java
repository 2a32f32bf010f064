package dev.runnel.serve;

import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Extras;
import dev.runnel.model.MessagePart;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TextPart;
import dev.runnel.model.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat as {@code useChat} sends it: all messages, each with its parts; or, where an application
 * has chosen so, the last message alone.
 *
 * @param prompt the messages
 * @param last the last message
 */
record AiSdkMessages(ChatPrompt prompt, RequestObject last) {
  static AiSdkMessages read(ObjectNode body) {
    RequestObject request = new RequestObject(body, "");
    List<RequestObject> sent =
        request.has("messages") || !request.has("message")
            ? request.objects("messages")
            : List.of(request.object("message"));
    List<ChatMessage> messages = new ArrayList<>();
    for (RequestObject message : sent) {
      messages.addAll(messages(message));
    }
    if (messages.isEmpty()) {
      throw request.refused("messages", "'messages' must be a list that is not empty.");
    }
    return new AiSdkMessages(ChatPrompt.of(messages), sent.get(sent.size() - 1));
  }

  /** Returns the id of the answer that is to go on; empty for a new one. */
  Optional<String> answerId() {
    return last.text("role").equals("assistant") ? last.textIfAny("id") : Optional.empty();
  }

  private static List<ChatMessage> messages(RequestObject message) {
    String role = message.text("role");
    if (!message.has("parts")) {
      throw message.refused("parts", "A message must have a 'role' and 'parts'.");
    }
    return switch (role) {
      case "system" -> List.of(new SystemMessage(parts(message), Extras.NONE));
      case "user" -> List.of(new UserMessage(parts(message)));
      case "assistant" -> new AiSdkAnswer(message).messages();
      default ->
          throw message.refused(
              "role", "There is no role '" + role + "'; there are system, user, assistant.");
    };
  }

  /** Returns text and files; other parts are for the page alone. */
  private static List<MessagePart> parts(RequestObject message) {
    List<MessagePart> parts = new ArrayList<>();
    for (RequestObject part : message.objects("parts")) {
      switch (part.text("type")) {
        case "text" -> parts.add(new TextPart(part.text("text")));
        case "file" -> parts.add(WireMedia.ofAiSdk(part));
        default -> {}
      }
    }
    return parts;
  }
}
