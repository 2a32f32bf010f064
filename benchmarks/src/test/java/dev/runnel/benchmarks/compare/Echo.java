package dev.runnel.benchmarks.compare;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.MediaContent;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import reactor.core.publisher.Flux;

/**
 * A model for all three libraries that answers with the whole prompt, word by word, and says that
 * this took ten tokens.
 */
final class Echo {
  private Echo() {}

  private static String line(String role, String text) {
    return role + ": " + text;
  }

  private static String all(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n"));
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split("(?= )"));
  }

  static dev.runnel.model.ChatModel forRunnel() {
    return (prompt, run) ->
        ChunkStream.from(
            Stream.concat(
                words(all(prompt.messages().stream().map(Echo::line))).map(AiMessageChunk::ofText),
                Stream.of(
                    AiMessageChunk.ofInfo(
                        AnswerInfo.of(FinishReason.STOP, new dev.runnel.model.TokenUsage(7, 3))))));
  }

  private static String line(dev.runnel.model.ChatMessage message) {
    if (message instanceof dev.runnel.model.SystemMessage) {
      return line("system", message.text());
    }
    return message instanceof dev.runnel.model.UserMessage user
        ? line(
            "user",
            message.text()
                + pictures(user.parts().stream().filter(Media.class::isInstance).count()))
        : line("ai", message.text());
  }

  private static String pictures(long number) {
    return " [picture]".repeat(Math.toIntExact(number));
  }

  private static String text(ChatRequest request) {
    return all(
        request.messages().stream()
            .map(
                message -> {
                  if (message instanceof dev.langchain4j.data.message.SystemMessage system) {
                    return line("system", system.text());
                  }
                  return message instanceof dev.langchain4j.data.message.UserMessage user
                      ? line("user", text(user))
                      : line("ai", ((dev.langchain4j.data.message.AiMessage) message).text());
                }));
  }

  private static String text(dev.langchain4j.data.message.UserMessage message) {
    return message.contents().stream()
        .map(
            content ->
                content instanceof dev.langchain4j.data.message.TextContent part
                    ? part.text()
                    : pictures(1))
        .collect(Collectors.joining());
  }

  private static dev.langchain4j.model.chat.response.ChatResponse response(ChatRequest request) {
    return dev.langchain4j.model.chat.response.ChatResponse.builder()
        .aiMessage(dev.langchain4j.data.message.AiMessage.from(text(request)))
        .tokenUsage(new dev.langchain4j.model.output.TokenUsage(7, 3))
        .build();
  }

  static dev.langchain4j.model.chat.ChatModel forLangChain4j() {
    return new dev.langchain4j.model.chat.ChatModel() {
      @Override
      public dev.langchain4j.model.chat.response.ChatResponse doChat(ChatRequest request) {
        return response(request);
      }
    };
  }

  static dev.langchain4j.model.chat.StreamingChatModel streamingForLangChain4j() {
    return new dev.langchain4j.model.chat.StreamingChatModel() {
      @Override
      public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        words(text(request)).forEach(handler::onPartialResponse);
        handler.onCompleteResponse(response(request));
      }
    };
  }

  static org.springframework.ai.chat.model.ChatModel forSpringAi() {
    return new org.springframework.ai.chat.model.ChatModel() {
      private static String text(Prompt prompt) {
        return all(
            prompt.getInstructions().stream()
                .map(
                    message ->
                        line(
                            message instanceof AssistantMessage
                                ? "ai"
                                : message.getMessageType().name().toLowerCase(Locale.ROOT),
                            message.getText()
                                + (message instanceof MediaContent media
                                    ? pictures(media.getMedia().size())
                                    : ""))));
      }

      private static ChatResponse response(String text) {
        return new ChatResponse(
            List.of(new Generation(new AssistantMessage(text))),
            ChatResponseMetadata.builder().usage(new DefaultUsage(7, 3)).build());
      }

      @Override
      public ChatResponse call(Prompt prompt) {
        return response(text(prompt));
      }

      @Override
      public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.fromStream(words(text(prompt)).map(word -> response(word)));
      }

      @Override
      public ChatOptions getOptions() {
        return ToolCallingChatOptions.builder().build();
      }
    };
  }
}
