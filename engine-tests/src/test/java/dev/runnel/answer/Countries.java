package dev.runnel.answer;

import dev.runnel.annotations.Description;
import dev.runnel.annotations.WithSchema;
import java.util.List;
import java.util.Optional;

/** What the tests ask for. */
@WithSchema
record Countries(List<Country> countries) {
  /** One country. */
  record Country(
      String name,
      @Description("How many people live there.") int people,
      Optional<String> capital) {}

  /** Countries while they are written. */
  record Draft(List<CountryDraft> countries) {}

  /** A country while it is written. */
  record CountryDraft(String name, Integer people) {}
}
