package dev.runnel.parser;

import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.annotations.Cumulative;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Shows a JSON document as it grows: after each chunk of text at most one snapshot, and only if it
 * differs from the one before. The whole is the value of the document.
 *
 * <p>Snapshots never change, may be kept, and may be read by any thread while the text goes on.
 * They share what is closed, so that one costs no more than the chunk and the depth of the
 * document. Numbers are exact: integers of any size, and decimals.
 *
 * <p>A {@code null} at the top is never emitted; it is the result of {@code invoke}, as is that of
 * a run that found nothing and whose errors are {@linkplain #withErrorsForgiven() forgiven}.
 */
@Cumulative
public final class JsonSnapshots extends JsonView<JsonNode, JsonNode, JsonSnapshots> {
  private static final Whole<JsonNode, JsonNode> WHOLE =
      new LastChunk<>(JsonSnapshots::plain, NullNode.getInstance());

  JsonSnapshots(JsonReadOptions options) {
    super(options);
  }

  /** A long string at the top is copied only when somebody looks: now. */
  private static JsonNode plain(JsonNode last) {
    return last.isString() ? last.deepCopy() : last;
  }

  @Override
  public JsonSnapshots withOptions(JsonReadOptions other) {
    return new JsonSnapshots(other);
  }

  /**
   * Lets a slow reader skip what is not the latest any more. Give the other options before this
   * one.
   *
   * @return the view, parsing on a thread of its own
   */
  public LatestOnly<JsonNode, JsonNode> latestOnly() {
    return new LatestOnly<>(this);
  }

  @Override
  public Whole<JsonNode, JsonNode> whole() {
    return WHOLE;
  }

  @Override
  public Transformer<String, JsonNode> newTransformer() {
    return ReaderTransformer.of(JsonReader.snapshots(options));
  }
}
