package dev.runnel.spring;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/** Models of other libraries that say who they are. */
public final class Models {
  private Models() {}

  /** Makes a model of Spring AI. */
  public static ChatModel springAi(String name) {
    return new SpringAi(name);
  }

  /** Makes a model of LangChain4j. */
  public static StreamingChatModel langChain4j(String name) {
    return new StreamingChatModel() {
      @Override
      public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        handler.onPartialResponse(name);
        handler.onCompleteResponse(ChatResponse.builder().aiMessage(AiMessage.from(name)).build());
      }
    };
  }

  private record SpringAi(String name) implements ChatModel {
    private org.springframework.ai.chat.model.ChatResponse answer() {
      return new org.springframework.ai.chat.model.ChatResponse(
          List.of(new Generation(new AssistantMessage(name))));
    }

    @Override
    public org.springframework.ai.chat.model.ChatResponse call(Prompt prompt) {
      return answer();
    }

    @Override
    public Flux<org.springframework.ai.chat.model.ChatResponse> stream(Prompt prompt) {
      return Flux.just(answer());
    }
  }
}
