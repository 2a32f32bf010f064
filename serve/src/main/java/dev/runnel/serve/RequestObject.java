package dev.runnel.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object of a request that knows where it stands, so that what does not fit is refused with
 * its place. A member that is null counts as missing.
 *
 * @param json the object
 * @param pointer the JSON pointer to it; empty for the body itself
 */
record RequestObject(ObjectNode json, String pointer) {
  static RequestObject of(@Nullable JsonNode json, String pointer) {
    if (json instanceof ObjectNode object) {
      return new RequestObject(object, pointer);
    }
    throw InvalidRequestException.at(pointer, "What stands here must be a JSON object.");
  }

  /** Returns a member; null if it is missing. */
  @Nullable JsonNode get(String name) {
    JsonNode member = json.get(name);
    return member == null || member.isNull() ? null : member;
  }

  boolean has(String name) {
    return get(name) != null;
  }

  String text(String name) {
    return textIfAny(name).orElseThrow(() -> refused(name, "'" + name + "' must be a text."));
  }

  Optional<String> textIfAny(String name) {
    JsonNode member = get(name);
    if (member == null) {
      return Optional.empty();
    }
    if (!member.isString()) {
      throw refused(name, "'" + name + "' must be a text.");
    }
    return Optional.of(member.stringValue());
  }

  /** Returns a number that may have a fraction. */
  Optional<Double> numberIfAny(String name) {
    JsonNode member = get(name);
    if (member == null) {
      return Optional.empty();
    }
    if (!member.isNumber()) {
      throw refused(name, "'" + name + "' must be a number.");
    }
    return Optional.of(member.doubleValue());
  }

  Optional<Long> wholeNumberIfAny(String name) {
    JsonNode member = get(name);
    if (member == null) {
      return Optional.empty();
    }
    if (!member.isIntegralNumber() || !member.canConvertToLong()) {
      throw refused(name, "'" + name + "' must be a whole number.");
    }
    return Optional.of(member.longValue());
  }

  boolean isTrue(String name) {
    JsonNode member = get(name);
    return member != null && member.isBoolean() && member.booleanValue();
  }

  RequestObject object(String name) {
    if (get(name) instanceof ObjectNode object) {
      return new RequestObject(object, at(name));
    }
    throw refused(name, "'" + name + "' must be a JSON object.");
  }

  /** Returns the objects of a list; none if the list is missing. */
  List<RequestObject> objects(String name) {
    JsonNode member = get(name);
    if (member == null) {
      return List.of();
    }
    if (!(member instanceof ArrayNode list)) {
      throw refused(name, "'" + name + "' must be a list.");
    }
    List<RequestObject> objects = new ArrayList<>();
    for (JsonNode one : list) {
      objects.add(of(one, at(name) + "/" + objects.size()));
    }
    return objects;
  }

  /** Makes something of this object's members; what its constructor does not take is refused. */
  <T> T make(String name, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException doesNotFit) {
      throw refused(name, String.valueOf(doesNotFit.getMessage()));
    }
  }

  InvalidRequestException refused(String name, String why) {
    return InvalidRequestException.at(at(name), why);
  }

  private String at(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
