package dev.runnel.processor.schema;

import dev.runnel.processor.schema.Annotated.Found;
import java.math.BigDecimal;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;

/** Says in keywords what the annotations of Jakarta Validation demand. */
final class Constraints {
  private static final String PREFIX = "jakarta.validation.constraints.";

  private Constraints() {}

  /** Adds what the annotations of a value demand to its schema. */
  static void apply(Node node, Annotated annotated) {
    for (AnnotationMirror mirror : annotated.mirrors()) {
      String name = Annotated.name(mirror);
      if (name.startsWith(PREFIX)) {
        apply(node, name.substring(PREFIX.length()), new Found(mirror));
      }
    }
  }

  private static void apply(Node node, String name, Found found) {
    if (node.isOfType("integer") || node.isOfType("number")) {
      applyToNumber(node, name, found);
    } else if (node.isOfType("string") && !node.has("enum")) {
      applyToString(node, name, found);
    } else if (node.isOfType("array")) {
      applySize(node, name, found, "minItems", "maxItems");
    } else if (node.isOfType("object") && node.has("additionalProperties")) {
      applySize(node, name, found, "minProperties", "maxProperties");
    }
  }

  private static void applyToNumber(Node node, String name, Found found) {
    switch (name) {
      case "Min" -> number(found).ifPresent(bound -> node.put("minimum", bound));
      case "Max" -> number(found).ifPresent(bound -> node.put("maximum", bound));
      case "DecimalMin" ->
          decimal(found).ifPresent(bound -> node.put(keyword(found, "inimum"), bound));
      case "DecimalMax" ->
          decimal(found).ifPresent(bound -> node.put(keyword(found, "aximum"), bound));
      case "Positive" -> node.put("exclusiveMinimum", 0);
      case "PositiveOrZero" -> node.put("minimum", 0);
      case "Negative" -> node.put("exclusiveMaximum", 0);
      case "NegativeOrZero" -> node.put("maximum", 0);
      case "Digits" -> applyDigits(node, found);
      default -> {}
    }
  }

  private static String keyword(Found found, String rest) {
    return Boolean.FALSE.equals(found.value("inclusive")) ? "exclusiveM" + rest : "m" + rest;
  }

  private static void applyDigits(Node node, Found found) {
    Number integer = found.number("integer");
    Number fraction = found.number("fraction");
    if (integer != null) {
      BigDecimal bound = BigDecimal.ONE.movePointRight(integer.intValue());
      node.put("exclusiveMinimum", plain(bound.negate()));
      node.put("exclusiveMaximum", plain(bound));
    }
    if (fraction != null && node.isOfType("number")) {
      node.put("multipleOf", plain(BigDecimal.ONE.movePointLeft(fraction.intValue())));
    }
  }

  private static void applyToString(Node node, String name, Found found) {
    switch (name) {
      case "Size" -> applySize(node, name, found, "minLength", "maxLength");
      case "NotEmpty" -> atLeastOne(node, "minLength");
      case "NotBlank" -> {
        atLeastOne(node, "minLength");
        if (!node.has("pattern")) {
          node.put("pattern", "\\S");
        }
      }
      case "Email" -> node.put("format", "email");
      case "Pattern" -> {
        if (found.values("flags").isEmpty()) {
          node.put("pattern", "^(?:" + found.text("regexp") + ")$");
        }
      }
      default -> {}
    }
  }

  private static void applySize(Node node, String name, Found found, String least, String most) {
    if (name.equals("NotEmpty")) {
      atLeastOne(node, least);
    }
    if (name.equals("Size")) {
      Optional.ofNullable(found.number("min")).ifPresent(bound -> node.put(least, bound));
      Optional.ofNullable(found.number("max")).ifPresent(bound -> node.put(most, bound));
    }
  }

  private static void atLeastOne(Node node, String keyword) {
    if (!(node.get(keyword) instanceof Number known) || known.longValue() < 1) {
      node.put(keyword, 1);
    }
  }

  private static Optional<Object> number(Found found) {
    return Optional.ofNullable(found.number("value"));
  }

  private static Optional<Object> decimal(Found found) {
    try {
      return Optional.of(plain(new BigDecimal(found.text("value"))));
    } catch (NumberFormatException notNumeric) {
      return Optional.empty();
    }
  }

  /** A decimal that is written without an exponent. */
  private static Object plain(BigDecimal number) {
    return new PlainNumber(number.toPlainString());
  }

  private record PlainNumber(String text) {
    @Override
    public String toString() {
      return text;
    }
  }
}
