package dev.runnel.json;

import dev.runnel.json.internal.DocumentReader;
import dev.runnel.json.internal.Failure;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a document and hands on what a projection makes of its states. */
final class DocumentView<T> implements JsonReader<T> {
  private final DocumentReader reader;
  private final Projection<T> projection;
  private final boolean unfenced;

  DocumentView(JsonReadOptions options, Projection<T> projection) {
    this(options, new DocumentReader(options.rules()), projection);
  }

  private DocumentView(JsonReadOptions options, DocumentReader reader, Projection<T> projection) {
    this.reader = reader;
    this.projection = projection;
    this.unfenced = options.unfencedDocuments();
  }

  /** Makes a view that also hands on states in which only something became complete. */
  static <T> DocumentView<T> ofGrowth(JsonReadOptions options, GrowthProjection.Maker<T> maker) {
    DocumentReader reader = new DocumentReader(options.rules());
    return new DocumentView<>(options, reader, new GrowthProjection<>(reader, maker));
  }

  @Override
  public void feed(String text, Consumer<? super T> out) {
    JsonNode state = reader.feed(text);
    throwIfFailed();
    if (state != null) {
      handOn(projection.next(state), out);
    }
  }

  @Override
  public void complete(Consumer<? super T> out) {
    JsonNode state = reader.complete();
    throwIfFailed();
    handOn(projection.last(state), out);
  }

  private void throwIfFailed() {
    Failure failure = reader.failure();
    if (failure != null) {
      throw new JsonStreamException(failure, reader.lastGood(), unfenced);
    }
  }

  private static <T> void handOn(@Nullable T value, Consumer<? super T> out) {
    if (value != null) {
      out.accept(value);
    }
  }

  @Override
  public boolean isFinished() {
    return reader.finished();
  }

  @Override
  public Optional<JsonNode> result() {
    JsonNode document = reader.document();
    boolean forgiven = document == null && reader.finished() && reader.failure() == null;
    return Optional.ofNullable(forgiven ? reader.lastGood() : document);
  }

  @Override
  public Optional<JsonNode> lastGoodValue() {
    return Optional.ofNullable(reader.lastGood());
  }
}
