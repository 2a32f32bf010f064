package dev.runnel.history;

import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.Citation;
import dev.runnel.model.FinishReason;
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
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads messages from the JSON trees that {@link MessageWriter} writes. */
final class MessageReader {
  private MessageReader() {}

  static List<ChatMessage> read(JsonNode tree) {
    StoredFields fields = StoredFields.of(tree, "the stored messages");
    int version = fields.number("version");
    if (version < 1 || version > MessageJson.VERSION) {
      throw new MessageFormatException(
          ("The stored messages are of version %s, and this version of Runnel reads those up to %s."
                  + " Read them with the version that wrote them, or a later one.")
              .formatted(version, MessageJson.VERSION));
    }
    List<ChatMessage> messages = fields.list("messages", MessageReader::message);
    fields.done();
    return messages;
  }

  private static ChatMessage message(StoredFields fields) {
    String role = fields.text("role");
    ChatMessage message =
        switch (role) {
          case "system" ->
              new SystemMessage(fields.list("parts", MessageReader::part), fields.extras());
          case "user" ->
              new UserMessage(
                  fields.list("parts", MessageReader::part),
                  fields.textOrNull("name"),
                  fields.extras());
          case "assistant" ->
              new AiMessage(
                  fields.list("parts", MessageReader::part),
                  info(fields.objectOrNull("info")),
                  fields.extras());
          case "tool" -> new ToolMessage(result(fields), fields.extras());
          default -> throw fields.unknown("role", role);
        };
    fields.done();
    return message;
  }

  private static ToolResult result(StoredFields fields) {
    MessagePart part = part(fields.object("result"));
    if (part instanceof ToolResult result) {
      return result;
    }
    throw fields.unknown("result", part.getClass().getSimpleName());
  }

  private static AnswerInfo info(@Nullable StoredFields fields) {
    if (fields == null) {
      return AnswerInfo.NONE;
    }
    AnswerInfo info =
        new AnswerInfo(
            fields.textOrNull("id"),
            fields.textOrNull("model"),
            fields.textOrNull("provider"),
            fields.valueOrNull("created", Instant::parse),
            fields.valueOrNull("finishReason", FinishReason::valueOf),
            fields.textOrNull("rawFinishReason"),
            usage(fields.objectOrNull("usage")));
    fields.done();
    return info;
  }

  private static @Nullable TokenUsage usage(@Nullable StoredFields fields) {
    if (fields == null) {
      return null;
    }
    TokenUsage usage =
        new TokenUsage(
            fields.number("input"),
            fields.number("output"),
            fields.number("total"),
            fields.number("cachedInput"),
            fields.number("writtenInput"),
            fields.number("reasoning"));
    fields.done();
    return usage;
  }

  private static MessagePart part(StoredFields fields) {
    String type = fields.text("type");
    MessagePart part =
        switch (type) {
          case "text" ->
              new TextPart(
                  fields.text("text"),
                  fields.listOrEmpty("citations", MessageReader::citation),
                  fields.extras());
          case "media" -> media(fields);
          case "reasoning" -> reasoning(fields);
          case "toolCall" ->
              new ToolCall(
                  fields.text("id"),
                  fields.text("name"),
                  fields.text("arguments"),
                  fields.isTrue("providerExecuted"),
                  fields.extras());
          case "toolResult" ->
              new ToolResult(
                  fields.text("callId"),
                  fields.text("name"),
                  fields.list("parts", MessageReader::part),
                  fields.isTrue("failed"),
                  fields.extras());
          case "refusal" -> new Refusal(fields.text("text"), fields.extras());
          case "other" ->
              new OtherPart(
                  fields.text("provider"),
                  fields.text("otherType"),
                  fields.text("json"),
                  fields.extras());
          default -> throw fields.unknown("type", type);
        };
    fields.done();
    return part;
  }

  private static Reasoning reasoning(StoredFields fields) {
    return new Reasoning(
        fields.text("text"),
        fields.textOrNull("signature"),
        fields.isTrue("redacted"),
        fields.textOrNull("id"),
        fields.textOrNull("provider"),
        fields.extras());
  }

  private static Media media(StoredFields fields) {
    Media.Kind kind = fields.value("kind", Media.Kind::valueOf);
    Media.@Nullable Detail detail = fields.valueOrNull("detail", Media.Detail::valueOf);
    @Nullable String mimeType = fields.textOrNull("mimeType");
    @Nullable String name = fields.textOrNull("name");
    Media of = of(kind, fields);
    return new Media(kind, mimeType, name, of.source(), detail, fields.extras());
  }

  private static Media of(Media.Kind kind, StoredFields fields) {
    byte @Nullable [] bytes = fields.valueOrNull("base64", Base64.getDecoder()::decode);
    if (bytes != null) {
      return Media.of(kind, bytes, "");
    }
    @Nullable String provider = fields.textOrNull("fileProvider");
    return provider == null
        ? Media.of(kind, fields.value("uri", URI::create))
        : Media.ofFileId(kind, provider, fields.text("fileId"));
  }

  private static Citation citation(StoredFields fields) {
    Citation citation =
        new Citation(
            fields.textOrNull("url"),
            fields.textOrNull("title"),
            fields.textOrNull("citedText"),
            fields.numberOrNull("start"),
            fields.numberOrNull("end"),
            fields.extras());
    fields.done();
    return citation;
  }
}
