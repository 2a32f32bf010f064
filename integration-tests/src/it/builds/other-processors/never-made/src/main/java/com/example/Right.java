package com.example;

import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;

/** Is whole, and used. */
interface Right {
  @Step
  default String trim(String text) {
    return text.trim();
  }

  @Chain("trim")
  String trimmed(String text);

  Right RIGHT = new RightRunnables();
}
