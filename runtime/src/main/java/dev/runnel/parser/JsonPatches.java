package dev.runnel.parser;

import dev.runnel.Emitter;
import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.parser.internal.DocumentReader;
import dev.runnel.parser.internal.Snapshots;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells how a JSON document grows, as RFC 6902 patches: one patch where {@link JsonSnapshots} would
 * emit a snapshot. Applied in turn to nothing, they give the snapshots. The whole is their list.
 *
 * <p>The first patch is one {@code replace} of the whole document (path {@code ""}); each later one
 * is the net change. A string that grew is replaced whole; its value is copied only when somebody
 * looks.
 */
public final class JsonPatches extends JsonView<JsonPatch, List<JsonPatch>, JsonPatches> {
  JsonPatches(JsonSettings settings) {
    super(settings);
  }

  @Override
  JsonPatches with(JsonSettings other) {
    return new JsonPatches(other);
  }

  @Override
  public Whole<JsonPatch, List<JsonPatch>> whole() {
    return Whole.list();
  }

  @Override
  public Transformer<String, JsonPatch> newTransformer() {
    DocumentReader reader = new DocumentReader(settings.options());
    Snapshots snapshots = new Snapshots();
    return new Transformer<>() {
      @Override
      public void onChunk(String chunk, Emitter<JsonPatch> out) {
        emit(reader.feed(chunk), out);
      }

      @Override
      public void onComplete(Emitter<JsonPatch> out) {
        emit(reader.complete(), out);
      }

      private void emit(@Nullable JsonNode value, Emitter<JsonPatch> out) {
        Errors.throwIfFailed(reader);
        if (value == null) {
          return;
        }
        List<JsonPatch.Operation> operations = snapshots.changes(value, JsonPatch.Operation::new);
        if (!operations.isEmpty()) {
          out.emit(new JsonPatch(operations));
        }
      }
    };
  }
}
