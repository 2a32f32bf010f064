package com.example;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;

/** Speaks of a type that no processor makes. */
interface Reports {
  @Step
  default NeverMade made(String text) {
    throw new UnsupportedOperationException(text);
  }

  @Step
  default String told(NeverMade made) {
    return made.toString();
  }

  @Chain({"made", "told"})
  RunnableSequence<String, String, String> report();
}
