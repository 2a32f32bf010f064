package dev.runnel.example;

import java.io.InputStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the guide's chains stream, as the tests expect it. */
final class Seed {
  private static final JsonNode CASES = read();

  private Seed() {}

  /** Returns the chunks that a case streams: text as it is, the rest as compact JSON. */
  static List<String> stream(String caseName) {
    return CASES
        .path(caseName)
        .path("stream")
        .valueStream()
        .map(chunk -> chunk.isString() ? chunk.asString() : chunk.toString())
        .toList();
  }

  /** Returns the text that a case streams: text made of a model's chunks has none without text. */
  static List<String> text(String caseName) {
    return stream(caseName).stream().filter(text -> !text.isEmpty()).toList();
  }

  /** Returns the texts of the messages that a case streams. */
  static List<String> messages(String caseName) {
    return CASES
        .path(caseName)
        .path("stream")
        .valueStream()
        .map(chunk -> chunk.path("content").asString())
        .toList();
  }

  private static JsonNode read() {
    try (InputStream file = Seed.class.getResourceAsStream("seed-streams.json")) {
      return JsonMapper.shared().readTree(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
