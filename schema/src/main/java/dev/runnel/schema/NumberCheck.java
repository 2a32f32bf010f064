package dev.runnel.schema;

import java.math.BigDecimal;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;

/** Checks the bounds of numbers. */
final class NumberCheck {
  /** Beyond so many digits before or after the point, nothing is divided. */
  private static final int MAX_DIGITS = 1_000;

  private NumberCheck() {}

  static void check(BigDecimal number, JsonNode schema, Consumer<String> fail) {
    compare(number, schema, "minimum", "at least", order -> order >= 0, fail);
    compare(number, schema, "maximum", "at most", order -> order <= 0, fail);
    compare(number, schema, "exclusiveMinimum", "more than", order -> order > 0, fail);
    compare(number, schema, "exclusiveMaximum", "less than", order -> order < 0, fail);
    JsonNode step = schema.path("multipleOf");
    if (step.isNumber() && !isMultiple(number, step.decimalValue())) {
      fail.accept("must be a multiple of " + step + ", but is " + number);
    }
  }

  private static void compare(
      BigDecimal number,
      JsonNode schema,
      String keyword,
      String words,
      IntPredicate fits,
      Consumer<String> fail) {
    JsonNode bound = schema.path(keyword);
    if (bound.isNumber() && !fits.test(number.compareTo(bound.decimalValue()))) {
      fail.accept("must be " + words + " " + bound + ", but is " + number);
    }
  }

  private static boolean isMultiple(BigDecimal number, BigDecimal step) {
    return Math.abs(number.scale()) < MAX_DIGITS
        && number.precision() < MAX_DIGITS
        && number.remainder(step).signum() == 0;
  }
}
