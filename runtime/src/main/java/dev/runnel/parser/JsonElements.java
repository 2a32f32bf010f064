package dev.runnel.parser;

import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.json.IndexedElement;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import dev.runnel.json.UnbindableHandler;
import java.util.List;
import java.util.function.Function;

/**
 * Gives each element of one array of a JSON document exactly once, in order, when its last
 * character has come, bound to a Java type. The whole is the list of them. Nothing else of the
 * document is kept.
 *
 * <p>Where the pointer leads to no array there are no elements. If a key on the way is repeated,
 * the elements of the later array follow those of the earlier. While it is not sure that a text
 * like {@code [1} is the document, its elements wait.
 *
 * @param <T> the elements
 */
public final class JsonElements<T> extends JsonView<T, List<T>, JsonElements<T>> {
  private final Source<?, T> source;

  private JsonElements(JsonReadOptions options, Source<?, T> source) {
    super(options);
    this.source = source;
  }

  static <T> JsonElements<T> of(Function<JsonReadOptions, JsonReader<IndexedElement<T>>> readers) {
    return new JsonElements<>(
        JsonReadOptions.DEFAULT, new Source<>(readers, IndexedElement::value));
  }

  @Override
  public JsonElements<T> withOptions(JsonReadOptions other) {
    return new JsonElements<>(other, source);
  }

  /**
   * Says what becomes of an element that does not bind.
   *
   * @param handler {@link UnbindableHandler#fail()}, which is the default, {@link
   *     UnbindableHandler#skip()}, or something that is told of it
   * @return a view that does so
   */
  public JsonElements<T> withUnbindableHandler(UnbindableHandler handler) {
    return withOptions(options.withUnbindableHandler(handler));
  }

  /**
   * Gives each element together with its index.
   *
   * @return a view that does so
   */
  public JsonElements<IndexedElement<T>> withIndexes() {
    return new JsonElements<>(options, source.indexed());
  }

  @Override
  public Whole<T, List<T>> whole() {
    return Whole.list();
  }

  @Override
  public Transformer<String, T> newTransformer() {
    return source.transformer(options);
  }

  /** Makes readers, and chunks of what they hand on. */
  private record Source<E, T>(
      Function<JsonReadOptions, JsonReader<IndexedElement<E>>> readers,
      Function<IndexedElement<E>, T> chunk) {

    Transformer<String, T> transformer(JsonReadOptions options) {
      return new ReaderTransformer<>(readers.apply(options), chunk);
    }

    Source<E, IndexedElement<T>> indexed() {
      return new Source<>(
          readers, element -> new IndexedElement<>(element.index(), chunk.apply(element)));
    }
  }
}
