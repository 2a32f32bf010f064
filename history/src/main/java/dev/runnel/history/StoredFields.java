package dev.runnel.history;

import dev.runnel.model.Extras;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of a stored object, each of which is to be read. Knows where the object stands. */
final class StoredFields {
  private final JsonNode node;
  private final String place;
  private final Set<String> read = new HashSet<>();

  private StoredFields(JsonNode node, String place) {
    this.node = node;
    this.place = place;
  }

  static StoredFields of(JsonNode node, String place) {
    if (!node.isObject()) {
      throw new MessageFormatException(
          "An object is to stand at " + place + ", but there is " + node.getNodeType() + ".");
    }
    return new StoredFields(node, place);
  }

  private String at(String name) {
    return "'" + name + "' of " + place;
  }

  /** Returns the error for a word that only a later version knows. */
  MessageFormatException unknown(String name, String word) {
    return new MessageFormatException(
        ("%s is '%s', which this version of Runnel does not know. A later one has written it: read it"
                + " with that.")
            .formatted(at(name), word));
  }

  private MessageFormatException mistaken(String name, String what) {
    return new MessageFormatException("%s is no %s.".formatted(at(name), what));
  }

  private @Nullable JsonNode fieldOrNull(String name) {
    read.add(name);
    return node.get(name);
  }

  private JsonNode field(String name) {
    @Nullable JsonNode field = fieldOrNull(name);
    if (field == null) {
      throw new MessageFormatException(at(name) + " is missing.");
    }
    return field;
  }

  /** Checks that nothing is there beside what was read. */
  void done() {
    for (String name : node.propertyNames()) {
      if (!read.contains(name)) {
        throw new MessageFormatException(
            ("%s is not known to this version of Runnel. A later one has written it: read it with"
                    + " that.")
                .formatted(at(name)));
      }
    }
  }

  String text(String name) {
    return textOf(name, field(name));
  }

  @Nullable String textOrNull(String name) {
    @Nullable JsonNode field = fieldOrNull(name);
    return field == null ? null : textOf(name, field);
  }

  private String textOf(String name, JsonNode field) {
    if (!field.isString()) {
      throw mistaken(name, "text");
    }
    return field.stringValue();
  }

  <T> T value(String name, Function<String, T> parser) {
    return parsed(name, text(name), parser);
  }

  <T> @Nullable T valueOrNull(String name, Function<String, T> parser) {
    @Nullable String text = textOrNull(name);
    return text == null ? null : parsed(name, text, parser);
  }

  private <T> T parsed(String name, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      MessageFormatException unknown = unknown(name, text);
      unknown.initCause(e);
      throw unknown;
    }
  }

  int number(String name) {
    return numberOf(name, field(name));
  }

  @Nullable Integer numberOrNull(String name) {
    @Nullable JsonNode field = fieldOrNull(name);
    return field == null ? null : (Integer) numberOf(name, field);
  }

  private int numberOf(String name, JsonNode field) {
    if (!field.isIntegralNumber() || !field.canConvertToInt()) {
      throw mistaken(name, "whole number");
    }
    return field.intValue();
  }

  boolean isTrue(String name) {
    @Nullable JsonNode field = fieldOrNull(name);
    if (field != null && !field.isBoolean()) {
      throw mistaken(name, "truth value");
    }
    return field != null && field.booleanValue();
  }

  StoredFields object(String name) {
    return of(field(name), at(name));
  }

  @Nullable StoredFields objectOrNull(String name) {
    @Nullable JsonNode field = fieldOrNull(name);
    return field == null ? null : of(field, at(name));
  }

  <T> List<T> list(String name, Function<StoredFields, T> reader) {
    JsonNode field = field(name);
    if (!field.isArray()) {
      throw mistaken(name, "list");
    }
    List<T> all = new ArrayList<>(field.size());
    for (int i = 0; i < field.size(); i++) {
      all.add(reader.apply(of(field.get(i), "%s[%s] of %s".formatted(name, i, place))));
    }
    return all;
  }

  <T> List<T> listOrEmpty(String name, Function<StoredFields, T> reader) {
    return fieldOrNull(name) == null ? List.of() : list(name, reader);
  }

  Extras extras() {
    @Nullable JsonNode field = fieldOrNull("extras");
    Extras extras = Extras.NONE;
    if (field != null) {
      for (Map.Entry<String, JsonNode> entry : field.properties()) {
        extras = extras.with(entry.getKey(), textOf("extras", entry.getValue()));
      }
    }
    return extras;
  }
}
