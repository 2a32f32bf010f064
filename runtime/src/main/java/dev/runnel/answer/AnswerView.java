package dev.runnel.answer;

import dev.runnel.Textual;
import dev.runnel.json.IndexedElement;
import dev.runnel.json.JsonReader;
import dev.runnel.schema.SchemaReader;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one answer shows while it is written. Not thread-safe.
 *
 * @param <M> what is read
 * @param <C> the chunks
 * @param <T> the type of the answer
 */
interface AnswerView<M, C, T> {
  /** Reads the next chunk of the model's message, or of what else answers. */
  void onChunk(M chunk, Consumer<? super C> out);

  /** Ends with the value, which was checked. */
  void onComplete(T value, Consumer<? super C> out);

  /** Returns where that stands which was read last, as a JSON Pointer. */
  default String place() {
    return "";
  }

  /** Shows the value when it was checked. */
  final class Whole<T> implements AnswerView<Textual, T, T> {
    @Override
    public void onChunk(Textual chunk, Consumer<? super T> out) {}

    @Override
    public void onComplete(T value, Consumer<? super T> out) {
      out.accept(value);
    }
  }

  /** Shows the text as it comes. */
  final class Text<T> implements AnswerView<Textual, String, T> {
    @Override
    public void onChunk(Textual chunk, Consumer<? super String> out) {
      if (chunk.hasText()) {
        out.accept(chunk.text());
      }
    }

    @Override
    public void onComplete(T value, Consumer<? super String> out) {}
  }

  /** Shows the chunks as they come. */
  final class Unread<M, T> implements AnswerView<M, M, T> {
    @Override
    public void onChunk(M chunk, Consumer<? super M> out) {
      out.accept(chunk);
    }

    @Override
    public void onComplete(T value, Consumer<? super M> out) {}
  }

  /** Shows the document as it grows; what stands for the complete one waits for its check. */
  final class Growing<C, T> implements AnswerView<Textual, C, T> {
    private final JsonReader<C> reader;
    private final Predicate<C> isComplete;
    private @Nullable C complete;

    Growing(JsonReader<C> reader, Predicate<C> isComplete) {
      this.reader = reader;
      this.isComplete = isComplete;
    }

    @Override
    public void onChunk(Textual chunk, Consumer<? super C> out) {
      if (chunk.hasText() && !reader.isFinished()) {
        reader.feed(chunk.text(), state -> show(state, out));
      }
    }

    private void show(C state, Consumer<? super C> out) {
      if (isComplete.test(state)) {
        complete = state;
      } else {
        out.accept(state);
      }
    }

    @Override
    public void onComplete(T value, Consumer<? super C> out) {
      reader.complete(state -> show(state, out));
      if (complete != null) {
        out.accept(complete);
      }
    }
  }

  /** Shows the elements of one list, each when it is complete and was checked. */
  final class Elements<E, T> implements AnswerView<Textual, E, T> {
    private final JsonReader<IndexedElement<JsonNode>> reader;
    private final String pointer;
    private final SchemaReader<E> elements;
    private long index;

    Elements(
        JsonReader<IndexedElement<JsonNode>> reader, String pointer, SchemaReader<E> elements) {
      this.reader = reader;
      this.pointer = pointer;
      this.elements = elements;
    }

    @Override
    public void onChunk(Textual chunk, Consumer<? super E> out) {
      if (chunk.hasText() && !reader.isFinished()) {
        reader.feed(chunk.text(), element -> out.accept(read(element)));
      }
    }

    private E read(IndexedElement<JsonNode> element) {
      index = element.index();
      return elements.read(element.value());
    }

    @Override
    public String place() {
      return pointer + "/" + index;
    }

    @Override
    public void onComplete(T value, Consumer<? super E> out) {
      reader.complete(element -> out.accept(read(element)));
    }
  }
}
