package dev.runnel.processor.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A suggestion is right, or there is none. */
class SuggestionsTest {
  @Property
  void whatIsSuggestedIsThereAndNear(
      @ForAll("name") String name, @ForAll("names") List<String> all) {
    Optional<String> suggested = Suggestions.nearest(name, all);
    suggested.ifPresent(
        nearest -> {
          assertThat(all).contains(nearest);
          assertThat(edits(name, nearest)).isLessThanOrEqualTo(allowed(name));
        });
  }

  @Property
  void nothingNearerIsPassedOver(@ForAll("name") String name, @ForAll("names") List<String> all) {
    int least = all.stream().mapToInt(each -> edits(name, each)).min().orElse(Integer.MAX_VALUE);
    Optional<String> suggested = Suggestions.nearest(name, all);
    assertThat(suggested.isPresent()).isEqualTo(least <= allowed(name));
    suggested.ifPresent(nearest -> assertThat(edits(name, nearest)).isEqualTo(least));
  }

  @Property
  void oneSlipOfThePenIsFound(@ForAll("longName") String meant, @ForAll("slip") Slip slip) {
    String written = slip.in(meant);
    assertThat(Suggestions.nearest(written, List.of(meant))).contains(meant);
  }

  @Property
  void theSentenceGuessesOnlyWhatIsNear(
      @ForAll("name") String name, @ForAll("names") List<String> all) {
    String sentence = Suggestions.of(name, "The steps", all).sentence();
    Optional<String> nearest = Suggestions.nearest(name, all);
    assertThat(sentence.startsWith("Did you mean '" + nearest.orElse("") + "'? "))
        .isEqualTo(nearest.isPresent());
    if (all.isEmpty()) {
      assertThat(sentence).isEqualTo("There are none to choose from.");
    } else {
      assertThat(sentence).endsWith("The steps are: " + String.join(", ", all) + ".");
    }
  }

  @Example
  void aShortNameIsNotGuessedToBeAnyOther() {
    assertThat(Suggestions.nearest("a", List.of("b", "c"))).isEmpty();
    assertThat(Suggestions.nearest("ab", List.of("cd"))).isEmpty();
  }

  @Example
  void longNamesMayDifferByAThird() {
    assertThat(Suggestions.nearest("translateIt", List.of("transplseIt"))).isPresent();
    assertThat(Suggestions.nearest("translate", List.of("vwxyslate"))).isEmpty();
  }

  /** One letter lost, doubled, changed, or swapped with the next. */
  record Slip(int kind, int place) {
    String in(String name) {
      int at = place % (name.length() - 1);
      String before = name.substring(0, at);
      char c = name.charAt(at);
      String after = name.substring(at + 1);
      return switch (kind) {
        case 0 -> before + after;
        case 1 -> before + c + c + after;
        case 2 -> before + 'z' + after;
        default -> before + after.charAt(0) + c + after.substring(1);
      };
    }
  }

  @Provide
  Arbitrary<Slip> slip() {
    return Arbitraries.integers()
        .between(0, 3)
        .flatMap(kind -> Arbitraries.integers().between(0, 20).map(place -> new Slip(kind, place)));
  }

  @Provide
  Arbitrary<String> name() {
    return Arbitraries.strings().withChars("abAB").ofMinLength(1).ofMaxLength(9);
  }

  @Provide
  Arbitrary<String> longName() {
    return Arbitraries.strings().withCharRange('a', 'e').ofMinLength(4).ofMaxLength(12);
  }

  @Provide
  Arbitrary<List<String>> names() {
    return name().list().ofMaxSize(4);
  }

  private static int allowed(String name) {
    return Math.min(Math.max(2, name.length() / 3), name.length() - 1);
  }

  private static int edits(String from, String to) {
    return from.equalsIgnoreCase(to) ? 0 : edits(from, to, new HashMap<>());
  }

  /** Counts edits from the ends of both names, as they are defined. */
  private static int edits(String from, String to, Map<String, Integer> known) {
    if (from.isEmpty() || to.isEmpty()) {
      return from.length() + to.length();
    }
    String key = from + "/" + to;
    if (!known.containsKey(key)) {
      String a = from.substring(1);
      String b = to.substring(1);
      int best = edits(a, b, known) + (from.charAt(0) == to.charAt(0) ? 0 : 1);
      best = Math.min(best, 1 + Math.min(edits(a, to, known), edits(from, b, known)));
      if (from.length() > 1
          && to.length() > 1
          && from.charAt(0) == to.charAt(1)
          && from.charAt(1) == to.charAt(0)) {
        best = Math.min(best, 1 + edits(from.substring(2), to.substring(2), known));
      }
      known.put(key, best);
    }
    return known.get(key);
  }
}
