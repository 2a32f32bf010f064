package dev.runnel.processor.schema;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Computes names as the standard strategies of Jackson do. */
final class NamingStrategy {
  private static final String PREFIX = "tools.jackson.databind.PropertyNamingStrategies.";

  private NamingStrategy() {}

  /** Finds a strategy by the name of its class; empty if it is none of the standard ones. */
  static Optional<UnaryOperator<String>> of(String className) {
    if (!className.startsWith(PREFIX)) {
      return Optional.empty();
    }
    return switch (className.substring(PREFIX.length())) {
      case "LowerCamelCaseStrategy" -> Optional.of(name -> name);
      case "UpperCamelCaseStrategy" -> Optional.of(NamingStrategy::upperCamel);
      case "SnakeCaseStrategy" -> Optional.of(NamingStrategy::snake);
      case "UpperSnakeCaseStrategy" -> Optional.of(name -> snake(name).toUpperCase(Locale.ROOT));
      case "LowerCaseStrategy" -> Optional.of(name -> name.toLowerCase(Locale.ROOT));
      case "KebabCaseStrategy" -> Optional.of(name -> separated(name, '-'));
      case "LowerDotCaseStrategy" -> Optional.of(name -> separated(name, '.'));
      default -> Optional.empty();
    };
  }

  private static String upperCamel(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** A run of capitals is one word together with what follows it: URLPath gives urlpath. */
  private static String snake(String name) {
    StringBuilder result = new StringBuilder();
    boolean wasCapital = false;
    for (int i = name.startsWith("_") ? 1 : 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isCapital = Character.isUpperCase(c);
      boolean begins = isCapital && !wasCapital && !result.isEmpty();
      if (begins && result.charAt(result.length() - 1) != '_') {
        result.append('_');
      }
      result.append(Character.toLowerCase(c));
      wasCapital = isCapital;
    }
    return result.toString();
  }

  /** The last of a run of capitals begins the next word: URLPath gives url-path. */
  private static String separated(String name, char separator) {
    StringBuilder result = new StringBuilder();
    int capitals = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.toLowerCase(c) == c) {
        if (capitals > 1) {
          result.insert(result.length() - 1, separator);
        }
        capitals = 0;
      } else {
        if (capitals == 0 && i > 0) {
          result.append(separator);
        }
        capitals++;
      }
      result.append(Character.toLowerCase(c));
    }
    return result.toString();
  }
}
