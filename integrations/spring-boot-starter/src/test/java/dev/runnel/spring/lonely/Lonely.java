package dev.runnel.spring.lonely;

import dev.runnel.Runnel;
import dev.runnel.TextChain;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;

/** Has a component that nobody provides. */
public interface Lonely {
  @Step
  Runnel<String, String, String> translator();

  @Chain("translator")
  TextChain<String> translated();
}
