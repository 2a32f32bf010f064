package dev.runnel.example.spring;

import dev.runnel.TextChain;
import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Remember;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Tool;
import dev.runnel.history.ChatMemory;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** What the application does with a model. Its generated class is a bean. */
public interface Chat {
  /** What is asked, and in which conversation. */
  record Question(String conversation, String text) {}

  @Prompt(
      system = "Answer in two sentences at most.",
      value = "{question.text}",
      conversation = "{question.conversation}")
  ChatPrompt ask(Question question);

  /** The model's bean: that of Spring AI, of LangChain4j, or one of the application's own. */
  @Agent
  @Remember("memory")
  @StreamingStep
  ChatModel model();

  /** The bean of {@link Conversations}. */
  ChatMemory memory();

  /**
   * Tells the weather in a city.
   *
   * @param city the city's name in English
   */
  @Tool
  default String weather(String city) {
    return "Rain in " + city; // ask a service here
  }

  /**
   * Tells what time it is.
   *
   * @param zone the time zone, such as Europe/Rome
   */
  @Tool
  default String time(String zone) {
    return LocalTime.now(ZoneId.of(zone)).truncatedTo(ChronoUnit.MINUTES) + " in " + zone;
  }

  /** From a question, streaming text, to the whole answer. */
  @Chain({"ask", "model"})
  TextChain<Question> answer();
}
