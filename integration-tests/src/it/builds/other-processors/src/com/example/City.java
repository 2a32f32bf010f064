package com.example;

import com.google.auto.value.AutoValue;

/** Is implemented by AutoValue. */
@AutoValue
abstract class City {
  abstract String getName();

  abstract Person getMayor();
}
