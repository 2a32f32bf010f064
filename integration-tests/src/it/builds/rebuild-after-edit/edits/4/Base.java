package com.example;

import dev.runnel.annotations.Step;

/** Is edited while its heir is not. */
interface Base {
  @Step
  default String said(String text) {
    return "four: " + text;
  }
}
