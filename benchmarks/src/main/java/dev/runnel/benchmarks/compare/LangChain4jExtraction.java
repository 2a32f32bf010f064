package dev.runnel.benchmarks.compare;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import java.util.List;

/** An extraction with LangChain4j. */
interface LangChain4jExtraction {
  record Person(String name, int age, List<String> languages) {}

  @UserMessage("Who is this? {{it}}")
  Person person(String text);

  static Person run(ChatModel model, String text) {
    return AiServices.create(LangChain4jExtraction.class, model).person(text);
  }
}
