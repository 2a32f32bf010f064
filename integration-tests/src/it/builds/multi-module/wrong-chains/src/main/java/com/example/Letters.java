package com.example;

import com.example.steps.Steps;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Step;

/** Makes a chain of steps that stand in another module's class files. */
public abstract class Letters extends Steps {
  @Step
  String reader(@Input String topic) {
    return "readers of " + topic;
  }

  @Chain({"reader", "title", "ask", "model"})
  public abstract RunnableSequence<String, String, String> letter();

  @Chain({"reader", "title", "signed"})
  public abstract String signature(String topic);
}
