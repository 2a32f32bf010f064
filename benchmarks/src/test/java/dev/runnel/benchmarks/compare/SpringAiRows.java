package dev.runnel.benchmarks.compare;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.rag.advisor.RetrievalAugmentationAdvisor;
import org.springframework.ai.rag.retrieval.search.DocumentRetriever;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;

/** The side of Spring AI in docs/coming-from.md. */
final class SpringAiRows {
  private SpringAiRows() {}

  // region ask
  static String ask(ChatModel model) {
    return ChatClient.create(model)
        .prompt()
        .system("You are kind.")
        .user(user -> user.text("Tell me a joke about {topic}").param("topic", "parrots"))
        .call()
        .content();
  }

  // endregion

  // region stream
  static void stream(ChatModel model, Consumer<String> out) {
    ChatClient.create(model)
        .prompt()
        .user(user -> user.text("Tell me a joke about {topic}").param("topic", "parrots"))
        .stream()
        .content()
        .doOnNext(out)
        .blockLast();
  }

  // endregion

  // region answer
  record Person(String name, int age, List<String> languages) {}

  static Person answer(ChatModel model) {
    return ChatClient.create(model)
        .prompt()
        .user(user -> user.text("Who is this? {text}").param("text", "Ann, 7, speaks English."))
        .call()
        .entity(Person.class);
  }

  // endregion

  // region tool
  static class Weather {
    @Tool(description = "Tells the weather in a city.")
    String weather(String city) {
      return "Rain in " + city;
    }
  }

  static String tool(ChatModel model) {
    return ChatClient.create(model).prompt("Rain in Rome?").tools(new Weather()).call().content();
  }

  // endregion

  // region memory
  static String answer(ChatClient chat, String user, String question) {
    return chat.prompt(question)
        .advisors(advisor -> advisor.param(ChatMemory.CONVERSATION_ID, user))
        .call()
        .content();
  }

  static String memory(ChatModel model) {
    ChatMemory memory = MessageWindowChatMemory.builder().maxMessages(20).build();
    ChatClient chat =
        ChatClient.builder(model)
            .defaultAdvisors(MessageChatMemoryAdvisor.builder(memory).build())
            .build();
    answer(chat, "anna", "My name is Anna.");
    return answer(chat, "anna", "What is my name?");
  }

  // endregion

  // region retrieve
  static String retrieve(ChatModel model, DocumentRetriever notes) {
    return ChatClient.create(model)
        .prompt("When is lunch?")
        .advisors(RetrievalAugmentationAdvisor.builder().documentRetriever(notes).build())
        .call()
        .content();
  }

  // endregion

  // region picture
  static String picture(ChatModel model, byte[] png) {
    return ChatClient.create(model)
        .prompt()
        .user(
            user ->
                user.text("What is this?")
                    .media(MimeTypeUtils.IMAGE_PNG, new ByteArrayResource(png)))
        .call()
        .content();
  }

  // endregion

  // region tokens
  static int tokens(ChatModel model) {
    return ChatClient.create(model)
        .prompt()
        .user(user -> user.text("Tell me a joke about {topic}").param("topic", "parrots"))
        .call()
        .chatResponse()
        .getMetadata()
        .getUsage()
        .getTotalTokens();
  }
  // endregion
}
