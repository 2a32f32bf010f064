package dev.runnel.parser;

import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.annotations.Cumulative;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import dev.runnel.json.Partial;
import java.util.function.Function;

/**
 * Shows what is there of a typed document: a {@link Partial} after each chunk that changes or
 * completes something. The whole is the {@code T}.
 *
 * <p>If a truncated text is {@linkplain #withTruncated kept}, or an error {@linkplain
 * #withErrorsForgiven() forgiven}, the chunks end without a complete one; the whole of such a run
 * is an error, since no {@code T} is made of half its values.
 *
 * @param <T> what the complete document is bound to
 */
@Cumulative
public final class JsonPartials<T> extends JsonView<Partial<T>, T, JsonPartials<T>> {
  private final Function<JsonReadOptions, JsonReader<Partial<T>>> readers;

  JsonPartials(JsonReadOptions options, Function<JsonReadOptions, JsonReader<Partial<T>>> readers) {
    super(options);
    this.readers = readers;
  }

  @Override
  public JsonPartials<T> withOptions(JsonReadOptions other) {
    return new JsonPartials<>(other, readers);
  }

  /**
   * Lets a slow reader skip what is not the latest any more. Give the other options before this
   * one.
   *
   * @return the view, parsing on a thread of its own
   */
  public LatestOnly<Partial<T>, T> latestOnly() {
    return new LatestOnly<>(this);
  }

  @Override
  public Whole<Partial<T>, T> whole() {
    return new LastChunk<>(Partial::wholeOrThrow, null);
  }

  @Override
  public Transformer<String, Partial<T>> newTransformer() {
    return ReaderTransformer.of(readers.apply(options));
  }
}
