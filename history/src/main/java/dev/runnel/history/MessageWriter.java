package dev.runnel.history;

import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.Citation;
import dev.runnel.model.Extras;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.OtherPart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.Refusal;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.model.UserMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes messages as JSON trees. What is null, false or empty by default is left out. */
final class MessageWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  ObjectNode write(List<? extends ChatMessage> messages) {
    ObjectNode all = NODES.objectNode();
    all.put("version", MessageJson.VERSION);
    ArrayNode list = all.putArray("messages");
    messages.forEach(message -> list.add(message(message)));
    return all;
  }

  private ObjectNode message(ChatMessage message) {
    ObjectNode node = NODES.objectNode();
    if (message instanceof SystemMessage) {
      node.put("role", "system");
      node.set("parts", parts(message.parts()));
    } else if (message instanceof UserMessage user) {
      node.put("role", "user");
      put(node, "name", user.name());
      node.set("parts", parts(user.parts()));
    } else if (message instanceof AiMessage answer) {
      node.put("role", "assistant");
      node.set("parts", parts(answer.parts()));
      if (!answer.info().equals(AnswerInfo.NONE)) {
        node.set("info", info(answer.info()));
      }
    } else if (message instanceof ToolMessage tool) {
      node.put("role", "tool");
      node.set("result", part(tool.result()));
    }
    putExtras(node, message.extras());
    return node;
  }

  private static ObjectNode info(AnswerInfo info) {
    ObjectNode node = NODES.objectNode();
    put(node, "id", info.id());
    put(node, "model", info.model());
    put(node, "provider", info.provider());
    put(node, "created", info.created());
    put(node, "finishReason", info.finishReason());
    put(node, "rawFinishReason", info.rawFinishReason());
    TokenUsage usage = info.usage();
    if (usage != null) {
      node.putObject("usage")
          .put("input", usage.input())
          .put("output", usage.output())
          .put("total", usage.total())
          .put("cachedInput", usage.cachedInput())
          .put("writtenInput", usage.writtenInput())
          .put("reasoning", usage.reasoning());
    }
    return node;
  }

  private ArrayNode parts(List<MessagePart> parts) {
    ArrayNode list = NODES.arrayNode();
    parts.forEach(part -> list.add(part(part)));
    return list;
  }

  private ObjectNode part(MessagePart part) {
    ObjectNode node = NODES.objectNode();
    if (part instanceof TextPart text) {
      node.put("type", "text").put("text", text.text());
      putCitations(node, text.citations());
    } else if (part instanceof Media media) {
      putMedia(node, media);
    } else if (part instanceof Reasoning reasoning) {
      putReasoning(node, reasoning);
    } else if (part instanceof ToolCall call) {
      node.put("type", "toolCall").put("id", call.id()).put("name", call.name());
      node.put("arguments", call.arguments());
      putTrue(node, "providerExecuted", call.providerExecuted());
    } else if (part instanceof ToolResult result) {
      node.put("type", "toolResult").put("callId", result.callId()).put("name", result.name());
      node.set("parts", parts(result.parts()));
      putTrue(node, "failed", result.failed());
    } else if (part instanceof Refusal refusal) {
      node.put("type", "refusal").put("text", refusal.text());
    } else if (part instanceof OtherPart other) {
      node.put("type", "other").put("provider", other.provider());
      node.put("otherType", other.type()).put("json", other.json());
    }
    putExtras(node, part.extras());
    return node;
  }

  private static void putMedia(ObjectNode node, Media media) {
    node.put("type", "media").put("kind", media.kind().name());
    put(node, "mimeType", media.mimeType());
    put(node, "name", media.name());
    put(node, "detail", media.detail());
    if (media.source() instanceof Media.Bytes bytes) {
      node.put("base64", bytes.base64());
    } else if (media.source() instanceof Media.Address address) {
      node.put("uri", address.uri().toString());
    } else if (media.source() instanceof Media.FileId file) {
      node.put("fileProvider", file.provider()).put("fileId", file.id());
    }
  }

  private static void putReasoning(ObjectNode node, Reasoning reasoning) {
    node.put("type", "reasoning").put("text", reasoning.text());
    put(node, "signature", reasoning.signature());
    putTrue(node, "redacted", reasoning.redacted());
    put(node, "id", reasoning.id());
    put(node, "provider", reasoning.provider());
  }

  private static void putCitations(ObjectNode node, List<Citation> citations) {
    if (citations.isEmpty()) {
      return;
    }
    ArrayNode list = node.putArray("citations");
    for (Citation citation : citations) {
      ObjectNode one = list.addObject();
      put(one, "url", citation.url());
      put(one, "title", citation.title());
      put(one, "citedText", citation.citedText());
      if (citation.start() != null) {
        one.put("start", citation.start());
      }
      if (citation.end() != null) {
        one.put("end", citation.end());
      }
      putExtras(one, citation.extras());
    }
  }

  /** Writes each provider's JSON as a text: a tree would not keep its bytes. */
  private static void putExtras(ObjectNode node, Extras extras) {
    if (!extras.isEmpty()) {
      ObjectNode all = node.putObject("extras");
      extras.all().forEach(all::put);
    }
  }

  private static void put(ObjectNode node, String name, @Nullable Object value) {
    if (value != null) {
      node.put(name, value instanceof Enum<?> constant ? constant.name() : value.toString());
    }
  }

  private static void putTrue(ObjectNode node, String name, boolean value) {
    if (value) {
      node.put(name, true);
    }
  }
}
