package dev.runnel.example;

import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.Document;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Says how chunks are shown: text as it is, everything else as compact JSON.
 *
 * @param text gives the text of a chunk
 * @param separator stands between two chunks
 * @param unit what a chunk is called
 * @param <C> the chunks
 */
record Format<C>(Function<? super C, String> text, String separator, String unit) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Shows text, separated by bars. */
  static final Format<String> TEXT = new Format<>(Function.identity(), "|", "token");

  /** Shows the text of a model's messages, separated by bars. */
  static final Format<AiMessageChunk> MESSAGES = new Format<>(AiMessageChunk::text, "|", "token");

  /** Shows names, separated by bars. */
  static final Format<String> NAMES = new Format<>(Function.identity(), "|", "chunk");

  /** Shows one JSON value a line. */
  static final Format<Object> JSON_LINES = new Format<>(Format::json, "\n", "chunk");

  /** Shows the documents of a search as one line of JSON, as LangChain names their parts. */
  static final Format<List<Document>> DOCUMENTS = new Format<>(Format::documents, "\n", "chunk");

  private static String json(Object chunk) {
    return chunk instanceof JsonNode node ? node.toString() : JSON.writeValueAsString(chunk);
  }

  private static String documents(List<Document> documents) {
    ArrayNode array = JSON.createArrayNode();
    for (Document document : documents) {
      array.addObject().put("page_content", document.text());
    }
    return array.toString();
  }
}
