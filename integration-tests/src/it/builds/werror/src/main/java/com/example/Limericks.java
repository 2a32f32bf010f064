package com.example;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.List;
import java.util.stream.Stream;

/** Names its steps by constants, which are generated with it. */
public interface Limericks {
  @Prompt("A limerick about {topic}")
  ChatPrompt ask(String topic);

  @StreamingStep
  ChatModel model();

  @StreamingStep
  default Stream<String> lines(String text) {
    return text.lines();
  }

  @Chain({LimericksSteps.ask, LimericksSteps.model, LimericksSteps.lines})
  RunnableSequence<String, String, List<String>> limerick();

  @Step
  default String titled(@From(LimericksSteps.lines) List<String> lines, @Input String topic) {
    return topic + ": " + lines.get(0);
  }

  @Chain({LimericksSteps.ask, LimericksSteps.model, LimericksSteps.lines, LimericksSteps.titled})
  String title(String topic);
}
