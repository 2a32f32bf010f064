package dev.runnel.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells which of several schemas a value was meant for. */
final class Choices {
  private static final int DISCRIMINATED = 1_000;

  private Choices() {}

  /**
   * Rates a choice that does not fit: below 0 if its type, or a property that can have one value
   * only, says that it was not meant.
   */
  static int likelihood(JsonNode value, JsonNode choice, int wrong) {
    boolean isOtherType =
        choice.has("type")
            && JsonTypes.of(value).stream().noneMatch(each -> Trees.hasType(choice, each));
    if (isOtherType) {
      return -DISCRIMINATED;
    }
    for (Map.Entry<String, JsonNode> property : choice.path("properties").properties()) {
      JsonNode only = only(property.getValue());
      if (only != null && !JsonTypes.same(only, value.path(property.getKey()))) {
        return -wrong;
      }
    }
    return DISCRIMINATED - wrong;
  }

  private static @Nullable JsonNode only(JsonNode schema) {
    if (schema.has("const")) {
      return schema.path("const");
    }
    JsonNode values = schema.path("enum");
    return values.size() == 1 ? values.get(0) : null;
  }

  /** Says what would have fitted, where no choice was meant. */
  static String expected(JsonNode value, List<JsonNode> choices) {
    for (JsonNode choice : choices) {
      for (String name : choice.path("properties").propertyNames()) {
        Set<String> values = new TreeSet<>();
        for (JsonNode each : choices) {
          JsonNode only = only(each.path("properties").path(name));
          if (only != null) {
            values.add(only.toString());
          }
        }
        if (value.isObject() && !values.isEmpty()) {
          JsonNode given = value.path(name);
          return "must have '"
              + name
              + "' as one of "
              + String.join(", ", values)
              + (given.isMissingNode() ? ", but has none" : ", but has " + JsonTypes.shown(given));
        }
      }
    }
    List<String> types =
        choices.stream()
            .filter(each -> each.has("type"))
            .map(each -> JsonTypes.expected(each.path("type")))
            .distinct()
            .toList();
    return "must be "
        + (types.isEmpty() ? "one of several" : String.join(" or ", types))
        + ", but is "
        + JsonTypes.shown(value);
  }
}
