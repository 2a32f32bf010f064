package com.example;

import dev.runnel.annotations.Chain;

/** Inherits the step of its chain. */
interface Heir extends Base {
  @Chain("said")
  String say(String text);
}
