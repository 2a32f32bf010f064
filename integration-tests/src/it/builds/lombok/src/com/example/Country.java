package com.example;

import lombok.Builder;
import lombok.Value;

/** Has getters, a constructor and a builder once Lombok has added them. */
@Value
@Builder
class Country {
  String name;
  long population;
}
