package dev.runnel.benchmarks.compare;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The side of LangChain4j in docs/coming-from.md. */
final class LangChain4jRows {
  private LangChain4jRows() {}

  // region ask
  interface Joker {
    @SystemMessage("You are kind.")
    @UserMessage("Tell me a joke about {{it}}")
    String joke(String topic);
  }

  static String ask(ChatModel model) {
    return AiServices.create(Joker.class, model).joke("parrots");
  }

  // endregion

  // region stream
  interface Streaming {
    @UserMessage("Tell me a joke about {{it}}")
    TokenStream joke(String topic);
  }

  static void stream(StreamingChatModel model, Consumer<String> out) {
    CompletableFuture<ChatResponse> end = new CompletableFuture<>();
    AiServices.create(Streaming.class, model)
        .joke("parrots")
        .onPartialResponse(out)
        .onCompleteResponse(end::complete)
        .onError(end::completeExceptionally)
        .start();
    end.join();
  }

  // endregion

  // region answer
  record Person(String name, int age, List<String> languages) {}

  interface Extraction {
    @UserMessage("Who is this? {{it}}")
    Person person(String text);
  }

  static Person answer(ChatModel model) {
    return AiServices.create(Extraction.class, model).person("Ann, 7, speaks English.");
  }

  // endregion

  // region tool
  interface Assistant {
    String answer(String question);
  }

  static class Weather {
    @Tool("Tells the weather in a city.")
    String weather(String city) {
      return "Rain in " + city;
    }
  }

  static String tool(ChatModel model) {
    return AiServices.builder(Assistant.class)
        .chatModel(model)
        .tools(new Weather())
        .build()
        .answer("Rain in Rome?");
  }

  // endregion

  // region memory
  interface Chat {
    String answer(@MemoryId String user, @UserMessage String question);
  }

  static String memory(ChatModel model) {
    Chat chat =
        AiServices.builder(Chat.class)
            .chatModel(model)
            .chatMemoryProvider(user -> MessageWindowChatMemory.withMaxMessages(20))
            .build();
    chat.answer("anna", "My name is Anna.");
    return chat.answer("anna", "What is my name?");
  }

  // endregion

  // region retrieve
  interface Guide {
    String answer(String question);
  }

  static String retrieve(ChatModel model, ContentRetriever notes) {
    return AiServices.builder(Guide.class)
        .chatModel(model)
        .contentRetriever(notes)
        .build()
        .answer("When is lunch?");
  }

  // endregion

  // region picture
  interface Looking {
    String look(@UserMessage String question, @UserMessage ImageContent picture);
  }

  static String picture(ChatModel model, byte[] png) {
    String base64 = Base64.getEncoder().encodeToString(png);
    return AiServices.create(Looking.class, model)
        .look("What is this?", ImageContent.from(base64, "image/png"));
  }

  // endregion

  // region tokens
  interface Counted {
    @UserMessage("Tell me a joke about {{it}}")
    Result<String> joke(String topic);
  }

  static int tokens(ChatModel model) {
    return AiServices.create(Counted.class, model).joke("parrots").tokenUsage().totalTokenCount();
  }
  // endregion
}
