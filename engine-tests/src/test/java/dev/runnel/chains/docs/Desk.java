package dev.runnel.chains.docs;

import dev.runnel.Call;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.compose.RunnablePassthrough;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

interface Desk {

  enum Subject {
    BILL,
    FAULT,
    OTHER
  }

  @Step
  default Subject classify(String question) {
    return question.contains("bill")
        ? Subject.BILL
        : question.contains("broken") ? Subject.FAULT : Subject.OTHER;
  }

  @Step
  default Call<String, String> route(Subject subject, @Input String question) {
    return switch (subject) {
      case BILL -> bills().call(question);
      case FAULT -> faults().call(question);
      case OTHER -> RunnablePassthrough.<String>of().call("Please ask about a bill or a fault.");
    };
  }

  @Chain({"classify", "route"})
  RunnableSequence<String, String, String> answer();

  @Prompt("You know all about bills. {question}")
  ChatPrompt askAccountant(String question);

  @Prompt("You know all about faults. {question}")
  ChatPrompt askEngineer(String question);

  @StreamingStep
  ChatModel model();

  @Chain({"askAccountant", "model"})
  RunnableSequence<String, String, String> bills();

  @Chain({"askEngineer", "model"})
  RunnableSequence<String, String, String> faults();

  @Step
  default String halve(String text) {
    return text.substring(0, text.length() / 2);
  }

  @Step
  default Call<String, String> untilShort(String text) {
    return text.length() <= 10 ? RunnablePassthrough.<String>of().call(text) : shorten().call(text);
  }

  @Chain({"halve", "untilShort"})
  RunnableSequence<String, String, String> shorten();
}
