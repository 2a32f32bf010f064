package dev.runnel.json;

import dev.runnel.json.internal.DocumentReader;
import dev.runnel.json.internal.LastSnapshot;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes something of each state in which a value changed or became complete. */
final class GrowthProjection<T> implements Projection<T> {
  /** Makes what is handed on. */
  @FunctionalInterface
  interface Maker<T> {
    /**
     * Takes a state.
     *
     * @param state the value
     * @param complete whether it is the complete document
     * @return what is handed on; null for nothing
     */
    @Nullable T make(JsonNode state, boolean complete);
  }

  private final DocumentReader reader;
  private final Maker<T> maker;
  private final LastSnapshot last = new LastSnapshot();

  /** What the reader had completed at the state that was handed on last. */
  private long completed;

  /** Whether the complete document was handed on. */
  private boolean gaveComplete;

  GrowthProjection(DocumentReader reader, Maker<T> maker) {
    this.reader = reader;
    this.maker = maker;
  }

  @Override
  public @Nullable T next(JsonNode state) {
    boolean complete = reader.document() != null;
    boolean changed = last.isNew(state);
    if (!changed && completed == reader.completed() && complete == gaveComplete) {
      return null;
    }
    completed = reader.completed();
    gaveComplete = complete;
    return maker.make(state, complete);
  }

  /** A document that is complete only by the end of the text, also a null at the top, comes now. */
  @Override
  public @Nullable T last(@Nullable JsonNode state) {
    JsonNode document = reader.document();
    if (document == null || gaveComplete) {
      return Projection.super.last(state);
    }
    gaveComplete = true;
    return maker.make(document, true);
  }
}
