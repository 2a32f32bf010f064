package dev.runnel.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text with placeholders, parsed once.
 *
 * <p>{@code {name}} and {@code {country.name}} are placeholders; <code>{{</code> and <code>}}
 * </code> are braces; any other brace is a mistake.
 */
final class Template {
  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record Placeholder(List<String> path) implements Part {
    String name() {
      return String.join(".", path);
    }
  }

  private final String source;
  private final List<Part> parts;

  private Template(String source, List<Part> parts) {
    this.source = source;
    this.parts = List.copyOf(parts);
  }

  static Template parse(String source) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      boolean doubled = at + 1 < source.length() && source.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        literal.append(c);
        at += 2;
      } else if (c == '{') {
        int end = source.indexOf('}', at);
        if (end < 0) {
          throw mistake(source, at, "the brace is never closed; write {{ for a brace");
        }
        parts.add(new Literal(literal.toString()));
        literal.setLength(0);
        parts.add(new Placeholder(path(source, at, source.substring(at + 1, end))));
        at = end + 1;
      } else if (c == '}') {
        throw mistake(source, at, "the brace closes nothing; write }} for a brace");
      } else {
        literal.append(c);
        at++;
      }
    }
    parts.add(new Literal(literal.toString()));
    return new Template(source, parts);
  }

  private static List<String> path(String source, int at, String name) {
    List<String> path = List.of(name.split("\\.", -1));
    for (String step : path) {
      if (!isIdentifier(step)) {
        throw mistake(
            source,
            at,
            "'"
                + name
                + "' is no name of a variable, such as {topic} or {country.name};"
                + " write {{ and }} for braces");
      }
    }
    return path;
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && Character.isJavaIdentifierStart(name.codePointAt(0))
        && name.codePoints().allMatch(Character::isJavaIdentifierPart);
  }

  private static IllegalArgumentException mistake(String source, int at, String what) {
    return new IllegalArgumentException(
        "Prompt template, position " + at + ": " + what + ". Template: " + source);
  }

  /** Returns the variables that it reads, each without what follows a dot, in their order. */
  Set<String> variables() {
    Set<String> names = new LinkedHashSet<>();
    for (Part part : parts) {
      if (part instanceof Placeholder placeholder) {
        names.add(placeholder.path().get(0));
      }
    }
    return names;
  }

  /** Fills the placeholders. */
  String fill(Map<String, ?> values) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Literal literal) {
        text.append(literal.text());
      } else if (part instanceof Placeholder placeholder) {
        text.append(PromptText.of(placeholder.name(), read(placeholder, values)));
      }
    }
    return text.toString();
  }

  private Object read(Placeholder placeholder, Map<String, ?> values) {
    Object value = values;
    String read = "";
    for (String step : placeholder.path()) {
      if (!(value instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException(
            ("Placeholder {%s}: '%s' is of type %s, and only the entries of a Map can be read at"
                    + " run time. Give a Map, or use @Prompt, which reads record components and"
                    + " getters. Template: %s")
                .formatted(placeholder.name(), read, value.getClass().getName(), source));
      }
      read = read.isEmpty() ? step : read + "." + step;
      value = given(map.get(step), placeholder, read, map);
    }
    return value;
  }

  private Object given(
      @Nullable Object value, Placeholder placeholder, String read, Map<?, ?> map) {
    if (value == null) {
      throw new IllegalArgumentException(
          "Placeholder {%s}: there is no value for '%s'%s. There are: %s. Template: %s"
              .formatted(
                  placeholder.name(),
                  read,
                  map.containsKey(lastOf(read)) ? ", it is null" : "",
                  map.keySet(),
                  source));
    }
    return value;
  }

  private static String lastOf(String read) {
    return read.substring(read.lastIndexOf('.') + 1);
  }

  @Override
  public String toString() {
    return source;
  }
}
