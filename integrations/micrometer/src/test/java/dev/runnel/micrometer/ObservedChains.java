package dev.runnel.micrometer;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.List;
import java.util.Locale;

/** The chains that are observed: those of the guide, in small. */
interface ObservedChains {
  @Prompt("Tell me a joke about {topic}")
  ChatPrompt ask(String topic);

  @StreamingStep
  ChatModel model();

  @StreamingStep(type = RunType.PARSER)
  default String words(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  @Chain({"ask", "model", "words"})
  RunnableSequence<String, String, String> joke();

  @Step(type = RunType.RETRIEVER)
  default List<String> documents(@Input String topic) {
    return List.of(topic + " are birds.");
  }

  @Step
  default String joined(String joke, @From("documents") List<String> documents) {
    return joke + documents;
  }

  @Chain({"joke", "documents", "joined"})
  RunnableSequence<String, String, String> parallel();

  @Step(type = RunType.TOOL)
  default String lookUp(String topic) {
    return joke().invoke(topic);
  }

  @Chain(value = "lookUp", name = "tool")
  RunnableSequence<String, String, String> tool();

  @Step
  default String shout(String topic) {
    return topic + "!";
  }

  @Chain({"lookUp", "shout"})
  RunnableSequence<String, String, String> shouted();
}
