package dev.runnel.benchmarks.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;

/** An extraction with Spring AI. */
final class SpringAiExtraction {
  private SpringAiExtraction() {}

  record Person(String name, int age, List<String> languages) {}

  static @Nullable Person run(ChatModel model, String text) {
    return ChatClient.create(model)
        .prompt()
        .user(user -> user.text("Who is this? {text}").param("text", text))
        .call()
        .entity(Person.class);
  }
}
