package dev.runnel.serve;

import dev.runnel.annotations.RunType;
import dev.runnel.event.EventOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the choice of events from a request to LangServe's protocol. */
final class LangServeFilters {
  private LangServeFilters() {}

  static EventOptions of(ObjectNode body) {
    return EventOptions.DEFAULT
        .withIncludedNames(texts(body, "include_names"))
        .withIncludedTags(texts(body, "include_tags"))
        .withIncludedTypes(types(body, "include_types"))
        .withExcludedNames(texts(body, "exclude_names"))
        .withExcludedTags(texts(body, "exclude_tags"))
        .withExcludedTypes(types(body, "exclude_types"));
  }

  private static String[] texts(ObjectNode body, String name) {
    JsonNode value = body.get(name);
    if (value == null || value.isNull()) {
      return new String[0];
    }
    List<String> texts = new ArrayList<>();
    if (value instanceof ArrayNode list) {
      for (JsonNode one : list) {
        if (one.isString()) {
          texts.add(one.stringValue());
        }
      }
      if (texts.size() == list.size()) {
        return texts.toArray(String[]::new);
      }
    }
    throw InvalidRequestException.at("/" + name, "'" + name + "' must be a list of texts.");
  }

  private static RunType[] types(ObjectNode body, String name) {
    return Arrays.stream(texts(body, name)).map(text -> type(name, text)).toArray(RunType[]::new);
  }

  private static RunType type(String name, String text) {
    for (RunType type : RunType.values()) {
      if (type.wireName().equals(text)) {
        return type;
      }
    }
    throw InvalidRequestException.at(
        "/" + name,
        "There is no type '"
            + text
            + "'; there are "
            + String.join(", ", Arrays.stream(RunType.values()).map(RunType::wireName).toList())
            + ".");
  }
}
