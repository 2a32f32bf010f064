package dev.runnel.json;

import dev.runnel.json.internal.LastSnapshot;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * Reads one JSON document from text that comes in pieces, and hands on what can be told after each
 * of them. A piece may end anywhere: in a word, a number, an escape. The document may stand in
 * prose or in a code fence. The time is linear in the text.
 *
 * <pre>{@code
 * JsonReader<JsonNode> reader = JsonReader.snapshots(JsonReadOptions.DEFAULT);
 * reader.feed("{\"name\": \"Fi", System.out::println); // {"name":"Fi"}
 * reader.feed("ji\"}", System.out::println); // {"name":"Fiji"}
 * reader.complete(System.out::println); // nothing is new
 * }</pre>
 *
 * <p>The static methods make one reader for each view of the document:
 *
 * <ul>
 *   <li>{@link #snapshots}: the document so far, as {@link JsonNode}s
 *   <li>{@link #patches}: what changed, as RFC 6902 operations
 *   <li>{@link #elements(String, Class, JsonReadOptions)}: the complete elements of one array,
 *       bound to a Java type
 *   <li>{@link #partials(Class, JsonReadOptions)}: the document so far, bound to a Java type where
 *       it is complete
 *   <li>{@link #drafts(Class, JsonReadOptions)}: the document so far, bound to a type whose parts
 *       may be missing
 * </ul>
 *
 * <p>A reader belongs to one text and one thread at a time. What it hands on never changes, may be
 * kept, and may be read by any thread.
 *
 * @param <T> what it hands on
 */
public sealed interface JsonReader<T> permits DocumentView, ElementView {
  /**
   * Reads a piece of the text.
   *
   * @param text the piece, cut anywhere
   * @param out takes what can be told now
   * @throws JsonStreamException if the text shows that it is not what it should be, and for each
   *     further piece; a piece that fails hands nothing on
   * @throws JsonBindException if a complete value does not bind
   */
  void feed(String text, Consumer<? super T> out);

  /**
   * Says that the text has ended.
   *
   * @param out takes what can be told now
   * @throws JsonStreamException if the text must not end here
   * @throws JsonBindException if a complete value does not bind
   */
  void complete(Consumer<? super T> out);

  /**
   * Returns whether the rest of the text is ignored. Nothing more need be fed then, and {@link
   * #complete} be called at once.
   *
   * @return whether the document is complete for good, or an error ended it
   */
  boolean isFinished();

  /**
   * Returns the result.
   *
   * @return the value of the document once it is complete, or the last good value if an error was
   *     forgiven; empty before, where there is none, and for readers of elements, which keep no
   *     document
   */
  Optional<JsonNode> result();

  /**
   * Returns the last good value: what would have been shown last if each character had been a piece
   * of its own. It is what remains of a text that breaks off.
   *
   * @return the value; empty if there is none, and for readers of elements, which keep no document
   */
  Optional<JsonNode> lastGoodValue();

  /**
   * Shows the document as it grows: after each piece at most one snapshot, and only if it differs
   * from the one before.
   *
   * <p>Snapshots share what is closed, so that one costs no more than the piece and the depth of
   * the document. Numbers are exact: integers of any size, and decimals. A {@code null} that is the
   * whole document is the result, but is not handed on.
   *
   * @param options what is accepted
   * @return a new reader
   */
  static JsonReader<JsonNode> snapshots(JsonReadOptions options) {
    LastSnapshot last = new LastSnapshot();
    return new DocumentView<>(options, value -> last.isNew(value) ? value : null);
  }

  /**
   * Tells how the document grows: one patch where {@link #snapshots} would hand on a snapshot.
   * Applied in turn, they give the snapshots.
   *
   * <p>The first patch is one {@code replace} of the whole document (path {@code ""}); each later
   * one is the net change. A string that grew is replaced whole; its value is copied only when
   * somebody looks.
   *
   * @param options what is accepted
   * @return a new reader
   */
  static JsonReader<JsonPatch> patches(JsonReadOptions options) {
    LastSnapshot last = new LastSnapshot();
    return new DocumentView<>(options, value -> patch(last, value));
  }

  private static @Nullable JsonPatch patch(LastSnapshot last, JsonNode value) {
    List<JsonPatch.Operation> operations = last.changes(value, JsonPatch.Operation::new);
    return operations.isEmpty() ? null : new JsonPatch(operations);
  }

  /**
   * Gives each element of one array exactly once, in order, when its last character has come, bound
   * to a Java type. Nothing else of the document is kept.
   *
   * <p>Where the pointer leads to no array there are no elements. If a key on the way is repeated,
   * the elements of the later array follow those of the earlier. While it is not sure that a text
   * like {@code [1} is the document, its elements wait.
   *
   * @param pointer where the array is, as a JSON Pointer such as {@code "/countries"}; empty for an
   *     array at the top
   * @param type what an element is bound to
   * @param options what is accepted
   * @param <T> that type
   * @return a new reader
   * @throws IllegalArgumentException if the pointer is no JSON Pointer
   */
  static <T> JsonReader<IndexedElement<T>> elements(
      String pointer, Class<T> type, JsonReadOptions options) {
    return elementsOf(pointer, type, options);
  }

  /**
   * Gives each element of one array, bound to a type with type arguments.
   *
   * @param pointer where the array is, as a JSON Pointer such as {@code "/countries"}; empty for an
   *     array at the top
   * @param type what an element is bound to
   * @param options what is accepted
   * @param <T> that type
   * @return a new reader
   * @throws IllegalArgumentException if the pointer is no JSON Pointer
   * @see #elements(String, Class, JsonReadOptions)
   */
  static <T> JsonReader<IndexedElement<T>> elements(
      String pointer, TypeReference<T> type, JsonReadOptions options) {
    return elementsOf(pointer, type.getType(), options);
  }

  private static <T> JsonReader<IndexedElement<T>> elementsOf(
      String pointer, Type type, JsonReadOptions options) {
    return new ElementView<>(options, JsonPointer.compile(pointer), type);
  }

  /**
   * Shows what is there of a typed document, after each piece that changes or completes something.
   * No constructor is called with half its values.
   *
   * @param type what the complete document is bound to
   * @param options what is accepted
   * @param <T> that type
   * @return a new reader
   */
  static <T> JsonReader<Partial<T>> partials(Class<T> type, JsonReadOptions options) {
    return partialsOf(type, options);
  }

  /**
   * Shows what is there of a document of a type with type arguments.
   *
   * @param type what the complete document is bound to
   * @param options what is accepted
   * @param <T> that type
   * @return a new reader
   * @see #partials(Class, JsonReadOptions)
   */
  static <T> JsonReader<Partial<T>> partials(TypeReference<T> type, JsonReadOptions options) {
    return partialsOf(type.getType(), options);
  }

  private static <T> JsonReader<Partial<T>> partialsOf(Type type, JsonReadOptions options) {
    JsonBinding<T> binding = JsonBinding.ofWhole(options.mapper(), type);
    return DocumentView.ofGrowth(
        options,
        (value, complete) -> {
          T whole = complete ? binding.bind(value, "", -1) : null;
          return new Partial<>(value, options.mapper(), binding.type(), complete, whole);
        });
  }

  /**
   * Binds each state of the document to a type made for that: everything in it may be missing. A
   * draft is handed on if it does not equal the one before.
   *
   * <p>Strings, objects and arrays show as they grow; numbers, booleans, enums, dates and the like
   * when they are complete. A state that cannot be bound yet is passed over; that the complete
   * document cannot be is an error.
   *
   * <p>What is complete is bound once and shared by the drafts after it, so they must not be
   * changed. The time is linear in the text where the type has {@code List}s, {@code Collection}s,
   * {@code Map}s from {@code String} and {@code Object}s for what grows; an array, a {@code Set} or
   * a container of a class of its own is filled anew for each draft.
   *
   * @param type what each state is bound to; give it {@code equals}, as a record has
   * @param options what is accepted
   * @param <D> that type
   * @return a new reader
   */
  static <D> JsonReader<D> drafts(Class<D> type, JsonReadOptions options) {
    return draftsOf(type, options);
  }

  /**
   * Binds each state of the document to a type with type arguments.
   *
   * @param type what each state is bound to; give it {@code equals}, as a record has
   * @param options what is accepted
   * @param <D> that type
   * @return a new reader
   * @see #drafts(Class, JsonReadOptions)
   */
  static <D> JsonReader<D> drafts(TypeReference<D> type, JsonReadOptions options) {
    return draftsOf(type.getType(), options);
  }

  private static <D> JsonReader<D> draftsOf(Type type, JsonReadOptions options) {
    return DocumentView.ofGrowth(options, new Drafts<D>(options.mapper(), type));
  }
}
