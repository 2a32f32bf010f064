package dev.runnel.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.Extras;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.model.UserMessage;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages into LangChain4j's and back, such as those of a chat memory. Thread-safe.
 *
 * <p>LangChain4j has no place for the order of text, reasoning and tool calls in an answer, for
 * more than one signature, citations, refusals (their text is sent), the parts that only one
 * provider has, calls that the provider ran itself, and for what is known about an answer. These
 * are left out; what a provider may miss is warned of once. It cannot send a file that the provider
 * knows by its id, nor one that is no PDF: that is an error.
 */
public final class LangChain4jMessages {
  private static final Warnings WARNINGS = new Warnings();

  private LangChain4jMessages() {}

  /**
   * Makes LangChain4j's form of a message. What a provider added is kept if the message came from
   * it.
   *
   * @param message the message
   * @return the same for LangChain4j
   * @throws IllegalArgumentException if it holds media that LangChain4j cannot send
   */
  public static dev.langchain4j.data.message.ChatMessage toLangChain4j(ChatMessage message) {
    return new ToMessages(null, WARNINGS).of(message);
  }

  /**
   * Makes a message of LangChain4j's form.
   *
   * @param message LangChain4j's message
   * @return the same for Runnel
   * @throws IllegalArgumentException if the message is of a kind that a provider made up
   */
  public static ChatMessage fromLangChain4j(dev.langchain4j.data.message.ChatMessage message) {
    if (message instanceof dev.langchain4j.data.message.SystemMessage system) {
      return ChatMessage.system(system.text());
    }
    if (message instanceof dev.langchain4j.data.message.UserMessage user) {
      return new UserMessage(parts(user.contents()), user.name(), Extras.NONE);
    }
    if (message instanceof dev.langchain4j.data.message.AiMessage answer) {
      return Responses.toMessage(answer, AnswerInfo.NONE, null);
    }
    if (message instanceof ToolExecutionResultMessage result) {
      return new ToolMessage(
          new ToolResult(
              Responses.orEmpty(result.id()),
              Responses.orEmpty(result.toolName()),
              withoutEmpty(parts(result.contents())),
              Boolean.TRUE.equals(result.isError()),
              Extras.NONE));
    }
    throw new IllegalArgumentException(
        "A message of a kind that one provider made up cannot be turned into one of Runnel's: "
            + message);
  }

  private static List<MessagePart> withoutEmpty(List<MessagePart> parts) {
    return parts.stream()
        .filter(part -> !(part instanceof TextPart text && text.text().isEmpty()))
        .toList();
  }

  private static List<MessagePart> parts(List<Content> contents) {
    List<MessagePart> parts = new ArrayList<>();
    for (Content content : contents) {
      parts.add(part(content));
    }
    return parts;
  }

  private static MessagePart part(Content content) {
    if (content instanceof TextContent text) {
      return new TextPart(text.text());
    }
    if (content instanceof ImageContent image) {
      Image source = image.image();
      return media(Media.Kind.IMAGE, source.url(), source.base64Data(), source.mimeType())
          .withDetail(detail(image.detailLevel()));
    }
    if (content instanceof AudioContent audio) {
      return media(
          Media.Kind.AUDIO,
          audio.audio().url(),
          audio.audio().base64Data(),
          audio.audio().mimeType());
    }
    if (content instanceof VideoContent video) {
      return media(
          Media.Kind.VIDEO,
          video.video().url(),
          video.video().base64Data(),
          video.video().mimeType());
    }
    if (content instanceof PdfFileContent pdf) {
      return media(
          Media.Kind.FILE, pdf.pdfFile().url(), pdf.pdfFile().base64Data(), "application/pdf");
    }
    throw new IllegalArgumentException(
        "Content of a kind that is not known cannot be turned into a part of a message: "
            + content);
  }

  private static Media media(
      Media.Kind kind, @Nullable URI uri, @Nullable String base64, @Nullable String mimeType) {
    return base64 == null
        ? Media.of(kind, Objects.requireNonNull(uri, "Media have neither bytes nor an address."))
        : Media.of(
            kind,
            Base64.getDecoder().decode(base64),
            mimeType == null ? "application/octet-stream" : mimeType);
  }

  private static Media.Detail detail(ImageContent.DetailLevel level) {
    return switch (level) {
      case LOW -> Media.Detail.LOW;
      case AUTO -> Media.Detail.AUTO;
      default -> Media.Detail.HIGH;
    };
  }
}
