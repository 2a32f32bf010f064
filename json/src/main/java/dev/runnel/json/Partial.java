package dev.runnel.json;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.runnel.json.internal.BindProblem;
import dev.runnel.json.internal.Growth;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What there is of a typed document at one moment.
 *
 * <p>Strings, objects and arrays count as they grow; numbers, booleans, enums, dates and the like
 * only when they are complete. No constructor is called with half its values.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> what the complete document is bound to
 */
public final class Partial<T> {
  private static final Growth GROWTH = new Growth(null);

  private final JsonNode json;
  private final JsonMapper mapper;
  private final JavaType type;
  private final boolean isComplete;
  private final @Nullable T whole;

  Partial(JsonNode json, JsonMapper mapper, JavaType type, boolean isComplete, @Nullable T whole) {
    this.json = json;
    this.mapper = mapper;
    this.type = type;
    this.isComplete = isComplete;
    this.whole = whole;
  }

  /** How far a value has come. */
  public enum State {
    /** It is not there, or shows nothing yet. */
    MISSING,
    /** It is there, and may still change. */
    GROWING,
    /** It is there and complete. */
    COMPLETE
  }

  /**
   * Returns the JSON so far, with numbers as they grow.
   *
   * @return a snapshot, which never changes
   */
  @JsonValue
  public JsonNode json() {
    return json;
  }

  /**
   * Returns whether the document is complete.
   *
   * @return whether there is a whole
   */
  public boolean isComplete() {
    return isComplete;
  }

  /**
   * Returns the whole once the document is complete.
   *
   * @return the whole; empty before
   */
  public Optional<T> whole() {
    return Optional.ofNullable(whole);
  }

  /**
   * Returns the whole, which must be there.
   *
   * @return the whole
   * @throws JsonBindException if the document is not complete: the text ended too early, and the
   *     reader was asked to put up with that
   */
  public T wholeOrThrow() {
    if (whole == null) {
      throw new JsonBindException(
          "",
          -1,
          json,
          type.toCanonical(),
          BindProblem.ofAll(
              "the text ended before the document did. Read the stream of partials, or use drafts"
                  + " of a type whose parts may be missing."),
          null);
    }
    return whole;
  }

  /**
   * Returns how far a value has come.
   *
   * @param pointer where it is, as a JSON Pointer such as {@code "/name"}
   * @return its state
   */
  public State state(String pointer) {
    Growth.Spot spot = find(pointer);
    if (spot.node() == null) {
      return State.MISSING;
    }
    return spot.open() ? State.GROWING : State.COMPLETE;
  }

  /**
   * Returns a value as JSON, also one that still grows.
   *
   * @param pointer where it is, as a JSON Pointer such as {@code "/name"}
   * @return the value; empty if it is missing
   */
  public Optional<JsonNode> value(String pointer) {
    return Optional.ofNullable(find(pointer).node());
  }

  /**
   * Returns a value, if it counts already.
   *
   * @param pointer where it is, as a JSON Pointer such as {@code "/name"}
   * @param type what it is bound to
   * @param <V> that type
   * @return the value; empty if it is missing, null, or does not count yet
   * @throws JsonBindException if it does not bind
   */
  public <V> Optional<V> value(String pointer, Class<V> type) {
    return bind(pointer, type);
  }

  /**
   * Returns a value, if it counts already. A growing list holds its complete elements, and the last
   * one if that counts as it grows.
   *
   * @param pointer where it is, as a JSON Pointer such as {@code "/tags"}
   * @param type what it is bound to, with its type arguments
   * @param <V> that type
   * @return the value; empty if it is missing, null, or does not count yet
   * @throws JsonBindException if it does not bind
   */
  public <V> Optional<V> value(String pointer, TypeReference<V> type) {
    return bind(pointer, type.getType());
  }

  private <V> Optional<V> bind(String pointer, Type type) {
    Growth.Spot spot = find(pointer);
    JsonNode node = spot.node();
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    JsonBinding<V> binding = JsonBinding.ofWhole(mapper, type);
    JavaType javaType = binding.type();
    JsonNode countable = GROWTH.countable(node, spot.open(), javaType);
    return countable == null ? Optional.empty() : Optional.of(binding.bind(countable, pointer, -1));
  }

  private Growth.Spot find(String pointer) {
    return Growth.find(json, isComplete, JsonPointer.compile(pointer));
  }

  @Override
  public String toString() {
    return (isComplete ? "complete: " : "growing: ") + json;
  }
}
