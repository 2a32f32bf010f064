package dev.runnel.json;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;

/**
 * Generates JSON texts: valid ones, that need not look nice, and texts that only look like JSON.
 */
final class JsonTexts {
  private JsonTexts() {}

  /** Valid documents with an object or array at the top. */
  static Arbitrary<String> documents() {
    return containers(values(4));
  }

  /** Documents in which no key is repeated. */
  static Arbitrary<String> documentsWithoutRepeatedKeys() {
    return documents().filter(text -> !repeatsKeys(text));
  }

  /** Valid arrays. */
  static Arbitrary<String> arrays() {
    return arrays(values(3));
  }

  /** Documents in prose and fences, broken documents, and texts of marks. */
  static Arbitrary<String> texts() {
    Arbitrary<String> marks =
        Arbitraries.of(
                "{", "[", "]", "}", "\"", ",", ":", "\\", "`", "``", "```", "~~~", "````", "\n",
                "\r\n", " ", "\t", "1", "-", "0.5", "e", "true", "nul", "l", "a", "\\u", "\\ud83d",
                "\uD83D", "\uDE00", "\uFEFF", "json")
            .list()
            .ofMaxSize(25)
            .map(parts -> String.join("", parts));
    Arbitrary<String> framed =
        Combinators.combine(
                Arbitraries.of("", "Here: ", "[1] see\n", "true\n", "12 x\n", "\"t\" `", "{x} "),
                Arbitraries.of("", "```json\n", "~~~\n", "````\n", "```", "``` {r}\n"),
                Arbitraries.oneOf(documents(), scalars()),
                Arbitraries.of("", "\n```", "\n~~~\n", "```", "\n````\nmore", " and {\"b\":1}"))
            .as((prose, fence, document, end) -> prose + fence + document + end);
    Arbitrary<String> broken =
        Combinators.combine(framed, marks, Arbitraries.doubles().between(0, 1))
            .as(
                (text, mark, place) -> {
                  int at = (int) (place * text.length());
                  return text.substring(0, at) + mark + text.substring(at);
                });
    Arbitrary<String> truncated =
        Combinators.combine(framed, Arbitraries.doubles().between(0, 1))
            .as((text, place) -> text.substring(0, (int) (place * text.length())));
    return Arbitraries.oneOf(marks, framed, broken, truncated);
  }

  private static boolean repeatsKeys(String text) {
    try {
      ConformanceCase.MAPPER
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .readTree(text);
      return false;
    } catch (JacksonException e) {
      return true;
    }
  }

  private static Arbitrary<String> values(int depth) {
    if (depth == 0) {
      return scalars();
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> values(depth - 1));
    return Arbitraries.frequencyOf(Tuple.of(3, scalars()), Tuple.of(2, containers(inner)));
  }

  private static Arbitrary<String> containers(Arbitrary<String> values) {
    return Arbitraries.oneOf(arrays(values), objects(values));
  }

  private static Arbitrary<String> arrays(Arbitrary<String> values) {
    return spaced(values).list().ofMaxSize(6).map(all -> "[" + String.join(",", all) + "]");
  }

  private static Arbitrary<String> objects(Arbitrary<String> values) {
    return Combinators.combine(spaced(strings()), spaced(values))
        .as((key, value) -> key + ":" + value)
        .list()
        .ofMaxSize(12)
        .map(all -> "{" + String.join(",", all) + "}");
  }

  private static Arbitrary<String> spaced(Arbitrary<String> text) {
    Arbitrary<String> space = Arbitraries.of("", "", "", " ", "\n", "\t\r\n ");
    return Combinators.combine(space, text, space)
        .as((before, inside, after) -> before + inside + after);
  }

  static Arbitrary<String> scalars() {
    return Arbitraries.oneOf(strings(), numbers(), Arbitraries.of("true", "false", "null"));
  }

  private static Arbitrary<String> strings() {
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            Arbitraries.chars()
                .filter(c -> c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c))
                .map(String::valueOf),
            Arbitraries.of(
                "\\\"",
                "\\\\",
                "\\/",
                "\\b",
                "\\f",
                "\\n",
                "\\r",
                "\\t",
                "\\u0000",
                "\\u001F",
                "\\uABcd",
                "\uD83D\uDE00",
                "\\uD83D\\uDE00",
                "```",
                "}",
                "]",
                "{",
                "[",
                ",",
                ":",
                "~~~",
                "a",
                "b",
                "\u2028",
                "\uFFFD",
                "/",
                "~"));
    return piece.list().ofMaxSize(6).map(parts -> "\"" + String.join("", parts) + "\"");
  }

  private static Arbitrary<String> numbers() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(24);
    Arbitrary<String> integers =
        Arbitraries.oneOf(
            Arbitraries.of("0", "1", "9223372036854775807", "9223372036854775808"),
            digits.map(text -> "1" + text));
    Arbitrary<String> exponents =
        Combinators.combine(
                Arbitraries.of("e", "E", "e+", "E-", "e-00"),
                Arbitraries.integers().between(0, 400))
            .as((mark, value) -> mark + value);
    return Combinators.combine(
            Arbitraries.of("", "-"),
            integers,
            digits.map(text -> "." + text).injectNull(0.6),
            exponents.injectNull(0.7))
        .as(
            (sign, integer, fraction, exponent) ->
                sign
                    + integer
                    + (fraction == null ? "" : fraction)
                    + (exponent == null ? "" : exponent));
  }

  /** Sizes of chunks, used in turn. */
  static Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 9).list().ofMinSize(1).ofMaxSize(8);
  }
}
