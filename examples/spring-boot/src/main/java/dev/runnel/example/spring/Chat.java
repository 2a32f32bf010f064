package dev.runnel.example.spring;

import dev.runnel.TextChain;
import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Remember;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Tool;
import dev.runnel.history.ChatMemory;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the application does with a model. Its generated class is a bean. */
public interface Chat {
  /** What is asked, and in which conversation. */
  record Question(String conversation, String text) {}

  /** What the model is told first; the notes follow. */
  String RULES = "Answer in two sentences at most. Where these notes help, answer from them:";

  /** What to look for. */
  @Step
  default String words(Question question) {
    return question.text();
  }

  /** The bean of {@link Notes}. */
  @Step
  Retriever notes();

  @Prompt(
      system = RULES + "\n\n{notes}",
      value = "{question.text}",
      conversation = "{question.conversation}")
  ChatPrompt ask(@Input Question question, List<Document> notes);

  /** The bean of {@link Models}; it could be one of Spring AI's or LangChain4j's. */
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
  @Chain({"words", "notes", "ask", "model"})
  TextChain<Question> answer();
}
