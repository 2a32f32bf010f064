package com.example;

import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;

/** Speaks of a type that exists once Lombok has added it. */
interface Builders {
  @Step
  default Country.CountryBuilder begun(String name) {
    return Country.builder().name(name);
  }

  @Step
  default Country country(Country.CountryBuilder begun) {
    return begun.population(68).build();
  }

  @Chain({"begun", "country"})
  Country build(String name);
}
