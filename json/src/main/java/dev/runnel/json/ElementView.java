package dev.runnel.json;

import dev.runnel.json.internal.ElementFinder;
import dev.runnel.json.internal.ElementReader;
import dev.runnel.json.internal.Failure;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads the elements of one array and hands them on, bound to a Java type. */
final class ElementView<T> implements JsonReader<IndexedElement<T>> {
  private final ElementReader reader;
  private final JsonPointer array;
  private final JsonBinding<T> binding;
  private final UnbindableHandler unbindable;
  private final boolean unfenced;

  ElementView(JsonReadOptions options, JsonPointer array, Type type) {
    this.reader = new ElementReader(options.rules(), array);
    this.array = array;
    this.binding = JsonBinding.ofWhole(options.mapper(), type);
    this.unbindable = options.unbindableHandler();
    this.unfenced = options.unfencedDocuments();
  }

  @Override
  public void feed(String text, Consumer<? super IndexedElement<T>> out) {
    reader.feed(text);
    handOn(out);
  }

  @Override
  public void complete(Consumer<? super IndexedElement<T>> out) {
    reader.complete();
    handOn(out);
  }

  private void handOn(Consumer<? super IndexedElement<T>> out) {
    Failure failure = reader.failure();
    if (failure != null) {
      throw new JsonStreamException(failure, null, unfenced);
    }
    for (ElementFinder.Found found = reader.poll(); found != null; found = reader.poll()) {
      handOn(found.index(), found.value(), out);
    }
  }

  private void handOn(int index, JsonNode value, Consumer<? super IndexedElement<T>> out) {
    T element;
    try {
      element = binding.bind(value, array + "/" + index, index);
    } catch (JsonBindException problem) {
      unbindable.handle(problem);
      return;
    }
    out.accept(new IndexedElement<>(index, element));
  }

  @Override
  public boolean isFinished() {
    return reader.finished();
  }

  @Override
  public Optional<JsonNode> result() {
    return Optional.empty();
  }

  @Override
  public Optional<JsonNode> lastGoodValue() {
    return Optional.empty();
  }
}
