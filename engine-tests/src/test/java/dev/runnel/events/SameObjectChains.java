package dev.runnel.events;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Step;

/** Two steps that run at the same time and give the same object. */
interface SameObjectChains {
  record Marker(String name) {
    static final Marker SAME = new Marker("same");
  }

  @Step
  default Marker left(@Input String word) {
    return Marker.SAME;
  }

  @Step
  default Marker right(@Input String word) {
    return Marker.SAME;
  }

  @Step
  default String named(Marker left) {
    return left.name();
  }

  @Step
  default String both(String named, Marker right) {
    return named + right.name();
  }

  @Chain({"left", "right", "named", "both"})
  RunnableSequence<String, String, String> same();
}
