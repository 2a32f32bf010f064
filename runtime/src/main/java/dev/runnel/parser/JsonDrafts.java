package dev.runnel.parser;

import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.annotations.Cumulative;
import dev.runnel.json.JsonBindException;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import java.util.function.Function;

/**
 * Binds each state of a document to a type made for that: one whose parts may be missing. A draft
 * is emitted if it does not equal the one before; the whole is the last one.
 *
 * <p>Strings, objects and arrays show as they grow; numbers, booleans, enums, dates and the like
 * when they are complete. A state that cannot be bound yet is passed over; that the complete
 * document cannot be is a {@link JsonBindException}.
 *
 * @param <D> the drafts; give it {@code equals}, as a record has
 */
@Cumulative
public final class JsonDrafts<D> extends JsonView<D, D, JsonDrafts<D>> {
  private final Function<JsonReadOptions, JsonReader<D>> readers;

  JsonDrafts(JsonReadOptions options, Function<JsonReadOptions, JsonReader<D>> readers) {
    super(options);
    this.readers = readers;
  }

  @Override
  public JsonDrafts<D> withOptions(JsonReadOptions other) {
    return new JsonDrafts<>(other, readers);
  }

  /**
   * Lets a slow reader skip what is not the latest any more. Give the other options before this
   * one.
   *
   * @return the view, parsing on a thread of its own
   */
  public LatestOnly<D, D> latestOnly() {
    return new LatestOnly<>(this);
  }

  @Override
  public Whole<D, D> whole() {
    return Whole.last();
  }

  @Override
  public Transformer<String, D> newTransformer() {
    return ReaderTransformer.of(readers.apply(options));
  }
}
