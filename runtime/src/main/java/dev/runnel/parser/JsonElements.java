package dev.runnel.parser;

import dev.runnel.Emitter;
import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.parser.internal.ElementFinder;
import dev.runnel.parser.internal.ElementReader;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

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
  private final JsonPointer pointer;
  private final Type type;
  private final BiFunction<Integer, Object, T> chunk;
  private final OnUnbindable onUnbindable;

  private JsonElements(
      JsonSettings settings,
      JsonPointer pointer,
      Type type,
      BiFunction<Integer, Object, T> chunk,
      OnUnbindable onUnbindable) {
    super(settings);
    this.pointer = pointer;
    this.type = type;
    this.chunk = chunk;
    this.onUnbindable = onUnbindable;
  }

  @SuppressWarnings("unchecked") // the binding makes the type
  static <T> JsonElements<T> of(JsonPointer pointer, Type type) {
    return new JsonElements<>(
        JsonSettings.DEFAULTS, pointer, type, (index, value) -> (T) value, OnUnbindable.fail());
  }

  @Override
  JsonElements<T> with(JsonSettings other) {
    return new JsonElements<>(other, pointer, type, chunk, onUnbindable);
  }

  /**
   * Says what becomes of an element that does not bind.
   *
   * @param choice {@link OnUnbindable#fail()}, which is the default, {@link OnUnbindable#skip()},
   *     or something that is told of it
   * @return a view that does so
   */
  public JsonElements<T> onUnbindable(OnUnbindable choice) {
    Objects.requireNonNull(choice, "choice");
    return new JsonElements<>(settings, pointer, type, chunk, choice);
  }

  /**
   * Gives each element together with its index.
   *
   * @return a view that does so
   */
  public JsonElements<JsonElement<T>> indexed() {
    return new JsonElements<>(
        settings,
        pointer,
        type,
        (index, value) -> new JsonElement<>(index, chunk.apply(index, value)),
        onUnbindable);
  }

  @Override
  public Whole<T, List<T>> whole() {
    return Whole.list();
  }

  @Override
  public Transformer<String, T> newTransformer() {
    ElementReader reader = new ElementReader(settings.options(), pointer);
    JsonBinding<Object> binding = new JsonBinding<>(settings.mapper(), type);
    return new Transformer<>() {
      @Override
      public void onChunk(String text, Emitter<T> out) {
        reader.feed(text);
        emit(out);
      }

      @Override
      public void onComplete(Emitter<T> out) {
        reader.complete();
        emit(out);
      }

      private void emit(Emitter<T> out) {
        if (reader.failure() != null) {
          throw new JsonStreamException(reader.failure(), null);
        }
        ElementFinder.Found found = reader.poll();
        while (found != null) {
          emit(found.index(), found.value(), out);
          found = reader.poll();
        }
      }

      private void emit(int index, JsonNode value, Emitter<T> out) {
        Object bound;
        try {
          bound = binding.bind(value, pointer + "/" + index, index);
        } catch (JsonBindException problem) {
          onUnbindable.handle(problem);
          return;
        }
        out.emit(chunk.apply(index, bound));
      }
    };
  }
}
