package dev.runnel.benchmarks.gateway;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What all gateways by hand read of the model, and write to their clients. */
final class ModelText {
  static final String QUESTION =
      "{\"model\":\"fake\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String DATA = "data: ";
  private static final byte[] END = "event: end\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

  private ModelText() {}

  /** Asks the model, with the JDK's client. */
  static HttpRequest request(String model) {
    return HttpRequest.newBuilder(URI.create(model + "/chat/completions"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(QUESTION))
        .build();
  }

  /** Returns the text that a line brings; null if it brings none. */
  static @Nullable String of(String line) {
    if (!line.startsWith(DATA) || line.endsWith("[DONE]")) {
      return null;
    }
    JsonNode content =
        MAPPER.readTree(line.substring(DATA.length())).at("/choices/0/delta/content");
    return content.isString() ? content.stringValue() : null;
  }

  /** Returns the event that brings a text to a client. */
  static byte[] event(String text) {
    return (DATA + MAPPER.writeValueAsString(text) + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the last event. */
  static byte[] end() {
    return END.clone();
  }
}
