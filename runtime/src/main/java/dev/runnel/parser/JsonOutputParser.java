package dev.runnel.parser;

import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import dev.runnel.json.Partial;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * Parses JSON while a model still writes it. Each method gives one view of the text, a parser of
 * its own type:
 *
 * <ul>
 *   <li>{@link #snapshots()}: the document so far, as {@link JsonNode}s
 *   <li>{@link #patches()}: what changed, as RFC 6902 operations
 *   <li>{@link #elements(String, Class)}: the complete elements of one array, bound to a Java type
 *   <li>{@link #partials(Class)}: the document so far, bound to a Java type where it is complete
 *   <li>{@link #drafts(Class)}: the document so far, bound to a type whose parts may be missing
 * </ul>
 *
 * <pre>{@code
 * @StreamingStep
 * JsonElements<Country> countries() {
 *   return JsonOutputParser.elements("/countries", Country.class);
 * }
 * }</pre>
 *
 * <p>The text may be cut anywhere, and the document may stand in prose or in a code fence. The time
 * is linear in the text. Without a chain, a {@link JsonReader} does the same.
 */
public final class JsonOutputParser {
  private JsonOutputParser() {}

  /**
   * Shows the document as it grows.
   *
   * @return a parser whose chunks and whole are {@link JsonNode}s
   */
  public static JsonSnapshots snapshots() {
    return new JsonSnapshots(JsonReadOptions.DEFAULT);
  }

  /**
   * Tells how the document grows.
   *
   * @return a parser whose chunks are RFC 6902 patches
   */
  public static JsonPatches patches() {
    return new JsonPatches(JsonReadOptions.DEFAULT);
  }

  /**
   * Gives each element of an array once, when it is complete.
   *
   * @param pointer where the array is, as a JSON Pointer such as {@code "/countries"}; empty for an
   *     array at the top
   * @param type what an element is bound to
   * @param <T> that type
   * @return a parser whose chunks are the elements
   * @throws IllegalArgumentException if the pointer is no JSON Pointer
   */
  public static <T> JsonElements<T> elements(String pointer, Class<T> type) {
    String checked = JsonPointer.compile(pointer).toString();
    return JsonElements.of(options -> JsonReader.elements(checked, type, options));
  }

  /**
   * Gives each element of an array once, when it is complete.
   *
   * @param pointer where the array is, as a JSON Pointer such as {@code "/countries"}; empty for an
   *     array at the top
   * @param type what an element is bound to, with its type arguments
   * @param <T> that type
   * @return a parser whose chunks are the elements
   * @throws IllegalArgumentException if the pointer is no JSON Pointer
   */
  public static <T> JsonElements<T> elements(String pointer, TypeReference<T> type) {
    String checked = JsonPointer.compile(pointer).toString();
    return JsonElements.of(options -> JsonReader.elements(checked, type, options));
  }

  /**
   * Shows what is there of a typed document. No constructor is called with half its values.
   *
   * @param type what the complete document is bound to
   * @param <T> that type
   * @return a parser whose chunks are {@link Partial}s and whose whole is the {@code T}
   */
  public static <T> JsonPartials<T> partials(Class<T> type) {
    return new JsonPartials<>(
        JsonReadOptions.DEFAULT, options -> JsonReader.partials(type, options));
  }

  /**
   * Shows what is there of a typed document. No constructor is called with half its values.
   *
   * @param type what the complete document is bound to, with its type arguments
   * @param <T> that type
   * @return a parser whose chunks are {@link Partial}s and whose whole is the {@code T}
   */
  public static <T> JsonPartials<T> partials(TypeReference<T> type) {
    return new JsonPartials<>(
        JsonReadOptions.DEFAULT, options -> JsonReader.partials(type, options));
  }

  /**
   * Binds each state of the document to a type made for that: everything in it may be missing.
   *
   * <p>Strings, objects and arrays show as they grow; numbers, booleans, enums, dates and the like
   * when they are complete. A state that cannot be bound yet is passed over; that the complete
   * document cannot be is an error.
   *
   * @param type what each state is bound to
   * @param <D> that type
   * @return a parser whose chunks and whole are of that type
   */
  public static <D> JsonDrafts<D> drafts(Class<D> type) {
    return new JsonDrafts<>(JsonReadOptions.DEFAULT, options -> JsonReader.drafts(type, options));
  }

  /**
   * Binds each state of the document to a type made for that: everything in it may be missing.
   *
   * @param type what each state is bound to, with its type arguments
   * @param <D> that type
   * @return a parser whose chunks and whole are of that type
   * @see #drafts(Class)
   */
  public static <D> JsonDrafts<D> drafts(TypeReference<D> type) {
    return new JsonDrafts<>(JsonReadOptions.DEFAULT, options -> JsonReader.drafts(type, options));
  }
}
