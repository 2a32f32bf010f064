package dev.runnel.processor.schema;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows the types that Jackson reads from one JSON value that is no object. */
final class ScalarTypes {
  private static final String TIME = "[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?";
  private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final String NUMBER = "-?[0-9]+";

  private static final String DURATION =
      "^P(%1$sD)?(T(%1$sH)?(%1$sM)?(%1$s([.][0-9]{1,9})?S)?)?$".formatted(NUMBER);

  private static final String PERIOD = "^P(%1$sY)?(%1$sM)?(%1$sW)?(%1$sD)?$".formatted(NUMBER);

  private static final Set<String> PLAIN =
      Set.of(
          "java.lang.String",
          "java.lang.CharSequence",
          "java.lang.StringBuilder",
          "java.lang.StringBuffer",
          "java.lang.Class",
          "java.net.URL",
          "java.util.Locale",
          "java.util.Currency",
          "java.util.TimeZone",
          "java.util.regex.Pattern",
          "java.nio.charset.Charset",
          "java.nio.file.Path",
          "java.io.File",
          "java.time.ZoneId",
          "java.time.ZoneOffset");

  private static final Map<String, Supplier<Node>> OTHERS =
      Map.ofEntries(
          Map.entry("java.lang.Byte", () -> integer(Byte.MIN_VALUE, Byte.MAX_VALUE)),
          Map.entry("java.lang.Short", () -> integer(Short.MIN_VALUE, Short.MAX_VALUE)),
          Map.entry("java.lang.Integer", () -> Node.ofType("integer")),
          Map.entry("java.lang.Long", () -> Node.ofType("integer")),
          Map.entry("java.math.BigInteger", () -> Node.ofType("integer")),
          Map.entry("java.util.concurrent.atomic.AtomicInteger", () -> Node.ofType("integer")),
          Map.entry("java.util.concurrent.atomic.AtomicLong", () -> Node.ofType("integer")),
          Map.entry("java.lang.Float", () -> Node.ofType("number")),
          Map.entry("java.lang.Double", () -> Node.ofType("number")),
          Map.entry("java.math.BigDecimal", () -> Node.ofType("number")),
          Map.entry("java.lang.Number", () -> Node.ofType("number")),
          Map.entry("java.lang.Boolean", () -> Node.ofType("boolean")),
          Map.entry("java.util.concurrent.atomic.AtomicBoolean", () -> Node.ofType("boolean")),
          Map.entry(
              "java.lang.Character",
              () -> Node.ofType("string").put("minLength", 1).put("maxLength", 1)),
          Map.entry("java.util.UUID", () -> format("uuid")),
          Map.entry("java.net.URI", () -> format("uri")),
          Map.entry("java.time.LocalDate", () -> format("date")),
          Map.entry("java.time.Instant", () -> format("date-time")),
          Map.entry("java.time.OffsetDateTime", () -> format("date-time")),
          Map.entry("java.time.ZonedDateTime", () -> format("date-time")),
          Map.entry("java.util.Date", () -> format("date-time")),
          Map.entry("java.util.Calendar", () -> format("date-time")),
          Map.entry("java.time.LocalTime", () -> pattern("^" + TIME + "$")),
          Map.entry(
              "java.time.OffsetTime", () -> pattern("^" + TIME + "(Z|[+-][0-9]{2}:[0-9]{2})$")),
          Map.entry("java.time.LocalDateTime", () -> pattern("^" + DATE + "T" + TIME + "$")),
          Map.entry("java.time.YearMonth", () -> pattern("^[0-9]{4}-[0-9]{2}$")),
          Map.entry("java.time.MonthDay", () -> pattern("^--[0-9]{2}-[0-9]{2}$")),
          Map.entry("java.time.Year", () -> Node.ofType("integer")),
          Map.entry("java.time.Month", () -> integer(1, 12)),
          Map.entry("java.time.Duration", () -> format("duration").put("pattern", DURATION)),
          Map.entry("java.time.Period", () -> format("duration").put("pattern", PERIOD)),
          Map.entry("java.lang.Object", Node::new),
          Map.entry("tools.jackson.databind.JsonNode", Node::new),
          Map.entry("tools.jackson.databind.node.ObjectNode", () -> Node.ofType("object")),
          Map.entry("tools.jackson.databind.node.ArrayNode", () -> Node.ofType("array")),
          Map.entry("tools.jackson.databind.node.StringNode", () -> Node.ofType("string")));

  private ScalarTypes() {}

  /** Finds the schema of a class by its qualified name; null if it is none of these. */
  static @Nullable Node find(String name) {
    if (PLAIN.contains(name)) {
      return Node.ofType("string");
    }
    Supplier<Node> other = OTHERS.get(name);
    return other == null ? null : other.get();
  }

  /** Finds the schema of the names that keys of a map have; null if a class cannot be a key. */
  static @Nullable Node findKey(String name) {
    if (name.equals("java.lang.Boolean")) {
      return pattern("^(true|false)$");
    }
    Node value = find(name);
    if (value == null || value.isEmpty()) {
      return name.equals("java.lang.Object") ? new Node() : null;
    }
    if (value.isOfType("integer")) {
      return pattern("^" + NUMBER + "$");
    }
    if (value.isOfType("number")) {
      return pattern("^" + NUMBER + "([.][0-9]+)?([eE][+-]?[0-9]+)?$");
    }
    return value.isOfType("string") ? value : null;
  }

  private static Node integer(int least, int most) {
    return Node.ofType("integer").put("minimum", least).put("maximum", most);
  }

  private static Node format(String format) {
    return Node.ofType("string").put("format", format);
  }

  private static Node pattern(String pattern) {
    return Node.ofType("string").put("pattern", pattern);
  }
}
