package dev.runnel.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what LangChain's streaming guide shows: its questions, tokens and documents. */
final class Guide {
  private static final String FILE = "seed-streams.json";
  private static final JsonNode CASES = read();

  private Guide() {}

  /** Returns the text that a case of the guide asks. */
  static String question(String caseName) {
    JsonNode input = of(caseName).path("input");
    return input.isObject() ? input.path("topic").asString() : input.asString();
  }

  /** Returns the tokens that the model of a case answered. */
  static List<String> tokens(String caseName) {
    return texts(of(caseName).path("model_chunks"));
  }

  /** Returns the documents that the guide's retriever searches. */
  static List<String> documents() {
    return texts(of("retriever").path("documents"));
  }

  private static JsonNode of(String caseName) {
    JsonNode found = CASES.get(caseName);
    if (found == null) {
      throw new IllegalArgumentException("%s has no case '%s'.".formatted(FILE, caseName));
    }
    return found;
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static JsonNode read() {
    try (InputStream file = Guide.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("The resource " + FILE + " is missing.");
      }
      return JsonMapper.shared().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
