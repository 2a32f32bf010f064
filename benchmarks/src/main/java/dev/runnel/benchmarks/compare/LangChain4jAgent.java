package dev.runnel.benchmarks.compare;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;

/** An agent of two tools with LangChain4j; to stream, it needs a TokenStream and its handlers. */
interface LangChain4jAgent {
  String answer(String question);

  /** The tools. */
  class Tools {
    @Tool("Tells the weather in a city.")
    String weather(String city) {
      return "Rain in " + city;
    }

    @Tool("Tells the time in a city.")
    String time(String city) {
      return "Noon in " + city;
    }
  }

  static String run(ChatModel model, String question) {
    return AiServices.builder(LangChain4jAgent.class)
        .chatModel(model)
        .tools(new Tools())
        .build()
        .answer(question);
  }
}
