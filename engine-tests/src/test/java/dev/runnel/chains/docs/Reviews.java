package dev.runnel.chains.docs;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

interface Reviews {

  @Prompt("Say what is good about {product}")
  ChatPrompt askForPraise(@Input String product);

  @From("askForPraise")
  @StreamingStep
  ChatModel praise();

  @Prompt("Say what is bad about {product}")
  ChatPrompt askForBlame(@Input String product);

  @From("askForBlame")
  @StreamingStep
  ChatModel blame();

  @Step
  default String weigh(String praise, String blame, @Input String product) {
    return product + ": " + praise + " But: " + blame;
  }

  @Chain({"askForPraise", "praise", "askForBlame", "blame", "weigh"})
  RunnableSequence<String, String, String> review();
}
