package dev.runnel.json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One case of the conformance file.
 *
 * @param id its name
 * @param chunks the input
 * @param options what is accepted
 * @param emits the snapshot emitted at each chunk's index; null where the file leaves it out
 * @param result the result; null if there is an error
 * @param error the error; null if there is none
 * @param patches the operations of each emission
 */
record ConformanceCase(
    String id,
    List<String> chunks,
    JsonReadOptions options,
    Map<Integer, @Nullable JsonNode> emits,
    @Nullable JsonNode result,
    @Nullable Error error,
    List<JsonNode> patches) {

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** The error that a case ends with. */
  record Error(String kind, int offset, int at, @Nullable JsonNode last) {}

  @Override
  public String toString() {
    return id;
  }

  String text() {
    return String.join("", chunks);
  }

  static List<ConformanceCase> all() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ConformanceCase.class.getResourceAsStream("partial-json.jsonl"),
                StandardCharsets.US_ASCII))) {
      return lines.lines().map(ConformanceCase::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConformanceCase read(String line) {
    // The last field has keys with half a surrogate pair, which Jackson does not read.
    int langchain = line.lastIndexOf(",\"langchain\":");
    JsonNode json = MAPPER.readTree(langchain < 0 ? line : line.substring(0, langchain) + "}");
    List<String> chunks = new ArrayList<>();
    json.get("chunks").forEach(chunk -> chunks.add(chunk.stringValue()));
    Map<Integer, @Nullable JsonNode> emits = new TreeMap<>();
    for (JsonNode emit : json.get("emits")) {
      emits.put(emit.get("at").intValue(), decoded(emit.get("value")));
    }
    List<JsonNode> patches = new ArrayList<>();
    json.get("patches").forEach(patch -> patches.add(decoded(patch)));
    return new ConformanceCase(
        json.get("id").stringValue(),
        chunks,
        options(json.path("options")),
        emits,
        decoded(json.get("result")),
        error(json.get("error")),
        patches);
  }

  private static JsonReadOptions options(JsonNode json) {
    JsonReadOptions options = JsonReadOptions.DEFAULT;
    if (json.path("seekUnfenced").asBoolean(false)) {
      options = options.withUnfencedDocuments();
    }
    return options
        .withMaxDepth(json.path("maxDepth").asInt(options.maxDepth()))
        .withMaxLength(json.path("maxLength").asInt(options.maxLength()))
        .withMaxNumberLength(json.path("maxNumberLength").asInt(options.maxNumberLength()));
  }

  private static @Nullable Error error(@Nullable JsonNode json) {
    return json == null
        ? null
        : new Error(
            json.get("error").stringValue(),
            json.get("offset").intValue(),
            json.get("at").intValue(),
            decoded(json.get("last")));
  }

  /** Replaces {@code {"$dec": "..."}} by that decimal. */
  private static @Nullable JsonNode decoded(@Nullable JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.size() == 1 && object.has("$dec")) {
        return DecimalNode.valueOf(object.get("$dec").asDecimal());
      }
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object.forEachEntry((key, value) -> copy.set(key, decoded(value)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(value -> copy.add(decoded(value)));
      return copy;
    }
    return node;
  }
}
