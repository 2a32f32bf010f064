package com.example;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import java.util.Iterator;
import java.util.List;

/** Streams letters. */
interface Shouts {
  @Step
  default Iterator<String> letters(String text) {
    return List.of(text.split("")).iterator();
  }

  @StreamingStep
  default String upper(String letter) {
    return letter.toUpperCase(java.util.Locale.ROOT);
  }

  @Chain({"letters", "upper"})
  RunnableSequence<String, String, String> shout();
}
