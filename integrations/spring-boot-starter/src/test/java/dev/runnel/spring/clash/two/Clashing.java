package dev.runnel.spring.clash.two;

import dev.runnel.TextChain;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;

/** Has the simple name of another chain class. */
public interface Clashing {
  @Step
  default String echo(String text) {
    return text;
  }

  @Chain("echo")
  TextChain<String> echoed();
}
