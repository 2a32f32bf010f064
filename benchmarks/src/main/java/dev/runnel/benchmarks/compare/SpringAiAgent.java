package dev.runnel.benchmarks.compare;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.tool.annotation.Tool;

/** An agent of two tools with Spring AI. */
final class SpringAiAgent {
  private SpringAiAgent() {}

  /** The tools. */
  static class Tools {
    @Tool(description = "Tells the weather in a city.")
    String weather(String city) {
      return "Rain in " + city;
    }

    @Tool(description = "Tells the time in a city.")
    String time(String city) {
      return "Noon in " + city;
    }
  }

  static @Nullable String run(ChatModel model, String question) {
    return ChatClient.create(model).prompt(question).tools(new Tools()).call().content();
  }
}
