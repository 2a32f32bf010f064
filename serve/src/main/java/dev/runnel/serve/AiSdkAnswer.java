package dev.runnel.serve;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.MessagePart;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads an answer as {@code useChat} keeps it: one message with the parts of all steps, its tool
 * calls together with what the tools gave. It becomes the messages that a model has seen: for each
 * step what it said and called, then the results.
 *
 * <p>Reasoning is left out, since it comes back without its signature; so is a call whose arguments
 * were never complete.
 */
final class AiSdkAnswer {
  private static final String STATIC_TOOL = "tool-";

  private final List<ChatMessage> messages = new ArrayList<>();
  private final List<MessagePart> said = new ArrayList<>();
  private final List<ToolResult> results = new ArrayList<>();

  AiSdkAnswer(RequestObject message) {
    for (RequestObject part : message.objects("parts")) {
      add(part);
    }
    endStep();
  }

  List<ChatMessage> messages() {
    return messages;
  }

  private void add(RequestObject part) {
    String type = part.text("type");
    if (type.equals("step-start")) {
      endStep();
    } else if (type.equals("text")) {
      if (!results.isEmpty()) {
        endStep();
      }
      said.add(new TextPart(part.text("text")));
    } else if (type.equals("dynamic-tool")) {
      addCall(part, part.text("toolName"));
    } else if (type.startsWith(STATIC_TOOL)) {
      addCall(part, type.substring(STATIC_TOOL.length()));
    }
  }

  private void addCall(RequestObject part, String name) {
    String state = part.text("state");
    if (state.equals("input-streaming")) {
      return;
    }
    JsonNode input = part.get("input");
    ToolCall call =
        new ToolCall(part.text("toolCallId"), name, input == null ? "{}" : input.toString());
    said.add(call);
    result(part, state, call).ifPresent(results::add);
  }

  private static Optional<ToolResult> result(RequestObject part, String state, ToolCall call) {
    return switch (state) {
      case "output-available" -> Optional.of(ToolResult.of(call, output(part)));
      case "output-error" -> Optional.of(ToolResult.failure(call, part.text("errorText")));
      case "output-denied" ->
          Optional.of(ToolResult.failure(call, "The user did not allow this call."));
      default -> Optional.empty();
    };
  }

  private static String output(RequestObject part) {
    JsonNode output = part.get("output");
    if (output == null) {
      return "";
    }
    return output.isString() ? output.stringValue() : output.toString();
  }

  private void endStep() {
    if (!said.isEmpty()) {
      messages.add(new AiMessage(said));
    }
    results.forEach(result -> messages.add(new ToolMessage(result)));
    said.clear();
    results.clear();
  }
}
