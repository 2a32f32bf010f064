package com.example;

import dev.runnel.annotations.Step;
import java.util.List;

/** Is edited while its heir is not. */
interface Base {
  @Step
  default List<String> said(String text) {
    return List.of("five: " + text);
  }
}
