package dev.runnel.parser;

import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.json.JsonPatch;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import java.util.List;

/**
 * Tells how a JSON document grows, as RFC 6902 patches: one patch where {@link JsonSnapshots} would
 * emit a snapshot. Applied in turn to nothing, they give the snapshots. The whole is their list.
 *
 * <p>The first patch is one {@code replace} of the whole document (path {@code ""}); each later one
 * is the net change. A string that grew is replaced whole; its value is copied only when somebody
 * looks.
 */
public final class JsonPatches extends JsonView<JsonPatch, List<JsonPatch>, JsonPatches> {
  JsonPatches(JsonReadOptions options) {
    super(options);
  }

  @Override
  public JsonPatches withOptions(JsonReadOptions other) {
    return new JsonPatches(other);
  }

  @Override
  public Whole<JsonPatch, List<JsonPatch>> whole() {
    return Whole.list();
  }

  @Override
  public Transformer<String, JsonPatch> newTransformer() {
    return ReaderTransformer.of(JsonReader.patches(options));
  }
}
