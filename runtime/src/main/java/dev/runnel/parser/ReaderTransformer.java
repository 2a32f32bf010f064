package dev.runnel.parser;

import dev.runnel.Emitter;
import dev.runnel.Transformer;
import dev.runnel.json.JsonReader;
import java.util.function.Function;

/** Feeds a reader with chunks of text, and makes chunks of what it hands on. */
final class ReaderTransformer<E, C> implements Transformer<String, C> {
  private final JsonReader<E> reader;
  private final Function<? super E, ? extends C> chunk;

  ReaderTransformer(JsonReader<E> reader, Function<? super E, ? extends C> chunk) {
    this.reader = reader;
    this.chunk = chunk;
  }

  /** Emits what the reader hands on, as it is. */
  static <C> ReaderTransformer<C, C> of(JsonReader<C> reader) {
    return new ReaderTransformer<>(reader, Function.identity());
  }

  @Override
  public void onChunk(String text, Emitter<C> out) {
    reader.feed(text, value -> out.emit(chunk.apply(value)));
  }

  @Override
  public void onComplete(Emitter<C> out) {
    reader.complete(value -> out.emit(chunk.apply(value)));
  }
}
