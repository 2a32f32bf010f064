package dev.runnel.example;

import dev.runnel.event.StreamEvent;
import dev.runnel.json.JsonPatch;
import dev.runnel.json.Partial;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.Document;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Says how chunks are shown: text as it is, everything else as compact JSON.
 *
 * @param text gives the text of a chunk
 * @param separator stands between two chunks
 * @param one what a chunk is called
 * @param many what chunks are called
 * @param end gives what stands behind the last chunk, before the end of its line
 * @param <C> the chunks
 */
record Format<C>(
    Function<? super C, String> text,
    String separator,
    String one,
    String many,
    Supplier<String> end) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Shows text, separated by bars. */
  static final Format<String> TEXT = bars(Function.identity(), "token");

  /** Shows the text of a model's messages, separated by bars. */
  static final Format<AiMessageChunk> MESSAGES = bars(AiMessageChunk::text, "token");

  /** Shows names, separated by bars. */
  static final Format<String> NAMES = bars(Function.identity(), "chunk");

  /** Shows whole texts. */
  static final Format<String> ANSWERS = lines(Function.identity(), "chunk", "chunks");

  /** Shows one JSON value a line. */
  static final Format<Object> JSON_LINES = lines(Format::json, "chunk", "chunks");

  /** Shows what there is of a record, one state a line. */
  static final Format<Partial<?>> PARTIALS =
      lines(partial -> partial.json().toString(), "state", "states");

  /** Shows pieces of several texts, one a line, behind what they are a piece of. */
  static final Format<Map<String, Object>> LABELLED = lines(Format::labelled, "token", "tokens");

  /** Shows one event a line, as JSON. */
  static final Format<StreamEvent> EVENTS = lines(e -> e.toJson().toString(), "event", "events");

  /** Shows one patch of a run's log a line, as JSON. */
  static final Format<JsonPatch> LOG = lines(p -> p.toJson().toString(), "patch", "patches");

  /** Shows the documents of a search as one line of JSON, as LangChain names their parts. */
  static final Format<List<Document>> DOCUMENTS = lines(Format::documents, "chunk", "chunks");

  /** Shows one chunk a line. */
  static <C> Format<C> lines(Function<? super C, String> text, String one, String many) {
    return new Format<>(text, "\n", one, many, () -> "");
  }

  private static <C> Format<C> bars(Function<? super C, String> text, String one) {
    return new Format<>(text, "|", one, one + "s", () -> "");
  }

  private static String json(Object chunk) {
    return chunk instanceof JsonNode node ? node.toString() : JSON.writeValueAsString(chunk);
  }

  private static String labelled(Map<String, Object> pieces) {
    return pieces.entrySet().stream()
        .map(piece -> piece.getKey() + ": " + piece.getValue().toString().replace("\n", "\\n"))
        .collect(Collectors.joining("\n"));
  }

  private static String documents(List<Document> documents) {
    ArrayNode array = JSON.createArrayNode();
    for (Document document : documents) {
      array.addObject().put("page_content", document.text());
    }
    return array.toString();
  }
}
