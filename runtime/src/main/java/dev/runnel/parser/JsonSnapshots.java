package dev.runnel.parser;

import dev.runnel.Emitter;
import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.annotations.Cumulative;
import dev.runnel.parser.internal.DocumentReader;
import dev.runnel.parser.internal.Snapshots;
import org.jspecify.annotations.Nullable;
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
 * a {@linkplain #lenient() lenient} run that found nothing.
 */
@Cumulative
public final class JsonSnapshots extends JsonView<JsonNode, JsonNode, JsonSnapshots> {
  private static final Whole<JsonNode, JsonNode> WHOLE =
      new LastChunk<>(Snapshots::plain, NullNode.getInstance());

  JsonSnapshots(JsonSettings settings) {
    super(settings);
  }

  @Override
  JsonSnapshots with(JsonSettings other) {
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
    DocumentReader reader = new DocumentReader(settings.options());
    Snapshots snapshots = new Snapshots();
    return new Transformer<>() {
      @Override
      public void onChunk(String chunk, Emitter<JsonNode> out) {
        emit(reader.feed(chunk), out);
      }

      @Override
      public void onComplete(Emitter<JsonNode> out) {
        emit(reader.complete(), out);
      }

      private void emit(@Nullable JsonNode value, Emitter<JsonNode> out) {
        Errors.throwIfFailed(reader);
        if (value != null && snapshots.isNew(value)) {
          out.emit(value);
        }
      }
    };
  }
}
