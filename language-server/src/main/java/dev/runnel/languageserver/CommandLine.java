package dev.runnel.languageserver;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads options from the command line, for editors that cannot give a server any as they start it:
 * {@code --diagnostics=whileTyping}, {@code --maven.offline=true}.
 */
final class CommandLine {
  private static final Map<String, Function<String, JsonPrimitive>> OPTIONS =
      new TreeMap<>(
          Map.of(
              "diagnostics", JsonPrimitive::new,
              "quietMillis", CommandLine::number,
              "maven.enabled", CommandLine::flag,
              "maven.executable", JsonPrimitive::new,
              "maven.offline", CommandLine::flag));

  private CommandLine() {}

  /**
   * Reads the options, in the form that an editor gives them.
   *
   * @throws IllegalArgumentException if one is unknown or has no such value
   */
  static JsonObject read(String... arguments) {
    JsonObject options = new JsonObject();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = argument.substring(0, equals < 0 ? argument.length() : equals);
      Function<String, JsonPrimitive> value =
          name.startsWith("--") ? OPTIONS.get(name.substring(2)) : null;
      if (value == null || equals < 0) {
        throw new IllegalArgumentException(
            "'%s' is no option of Runnel's language server. There are: --%s, each with '=' and a value."
                .formatted(argument, String.join(", --", OPTIONS.keySet())));
      }
      put(options, name.substring(2), read(argument, value, argument.substring(equals + 1)));
    }
    return options;
  }

  private static JsonPrimitive read(
      String argument, Function<String, JsonPrimitive> value, String text) {
    try {
      return value.apply(text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "'%s' has no such value: %s".formatted(argument, wrong.getMessage()), wrong);
    }
  }

  private static JsonPrimitive number(String text) {
    try {
      return new JsonPrimitive(Integer.valueOf(text));
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("it is a whole number.", wrong);
    }
  }

  private static JsonPrimitive flag(String text) {
    return switch (text) {
      case "true" -> new JsonPrimitive(true);
      case "false" -> new JsonPrimitive(false);
      default -> throw new IllegalArgumentException("it is true or false.");
    };
  }

  private static void put(JsonObject options, String path, JsonPrimitive value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      options.add(path, value);
    } else {
      String outer = path.substring(0, dot);
      if (!options.has(outer)) {
        options.add(outer, new JsonObject());
      }
      put(options.getAsJsonObject(outer), path.substring(dot + 1), value);
    }
  }

  /** Lays what an editor gives over what the command line has. */
  static JsonObject over(JsonObject fromLine, JsonObject fromEditor) {
    JsonObject both = fromLine.deepCopy();
    for (Map.Entry<String, JsonElement> given : fromEditor.entrySet()) {
      JsonElement before = both.get(given.getKey());
      boolean isNested = before != null && before.isJsonObject() && given.getValue().isJsonObject();
      both.add(
          given.getKey(),
          isNested
              ? over(before.getAsJsonObject(), given.getValue().getAsJsonObject())
              : given.getValue());
    }
    return both;
  }
}
