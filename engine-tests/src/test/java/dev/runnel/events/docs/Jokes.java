package dev.runnel.events.docs;

import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.List;

interface Jokes {

  @Prompt("Tell me a joke about {topic}")
  ChatPrompt ask(String topic);

  @StreamingStep
  ChatModel model();

  @Chain({"ask", "model"})
  RunnableSequence<String, String, String> joke();

  @Step
  default List<String> search(String query, RunContext run) {
    run.progress(1, 2);
    List<String> found = List.of("parrots", "parents");
    run.emitEvent("found", found);
    return found;
  }

  @Chain("search")
  RunnableSequence<String, List<String>, List<String>> topics();

  @Step
  default String reverse(String word) {
    return new StringBuilder(word).reverse().toString();
  }

  @Chain(value = "reverse", name = "reverse_word")
  RunnableSequence<String, String, String> reverseWord();

  @Step(type = RunType.TOOL)
  default String badTool(String word) {
    return reverseWord().invoke(word);
  }

  @Chain(value = "badTool", name = "bad_tool")
  RunnableSequence<String, String, String> tool();
}
