package dev.runnel.json;

import dev.runnel.json.internal.BindProblem;
import dev.runnel.json.internal.WholeMappers;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Binds complete JSON values to one Java type. A value that does not fit is a {@link
 * JsonBindException} that names the field; so is one without a number or boolean that a constructor
 * needs, of which Jackson alone would make 0 or false.
 *
 * <pre>{@code
 * JsonBinding<Question> binding = JsonBinding.of(Question.class);
 * Question question = binding.read("{\"city\": \"Rome\", \"days\": 2}");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> that type
 */
public final class JsonBinding<T> {
  private final JavaType type;
  private final JsonMapper mapper;
  private final ObjectReader reader;

  private JsonBinding(JsonMapper mapper, Type type) {
    this.mapper = mapper;
    this.type = mapper.constructType(type);
    this.reader = mapper.readerFor(this.type);
  }

  /**
   * Makes a binding by {@link JsonMapper#shared()}.
   *
   * @param type what values are bound to
   * @param <T> that type
   * @return the binding
   */
  public static <T> JsonBinding<T> of(Class<T> type) {
    return ofWhole(JsonMapper.shared(), type);
  }

  /**
   * Makes a binding to a type with type arguments, by {@link JsonMapper#shared()}.
   *
   * @param type what values are bound to
   * @param <T> that type
   * @return the binding
   */
  public static <T> JsonBinding<T> of(TypeReference<T> type) {
    return ofWhole(JsonMapper.shared(), type.getType());
  }

  /** Makes a binding in which nothing that a constructor needs may be missing. */
  static <T> JsonBinding<T> ofWhole(JsonMapper mapper, Type type) {
    return new JsonBinding<>(WholeMappers.of(mapper), type);
  }

  /** Makes a binding to a type whose parts may be missing. */
  static <T> JsonBinding<T> ofDraft(JsonMapper mapper, Type type) {
    return new JsonBinding<>(mapper, type);
  }

  JavaType type() {
    return type;
  }

  /**
   * Reads and binds a text.
   *
   * @param json the text, one JSON value
   * @return the value
   * @throws JsonBindException if it is no JSON, or does not bind
   */
  public T read(String json) {
    @Nullable T bound;
    try {
      bound = reader.readValue(json);
    } catch (RuntimeException e) {
      JsonNode value = treeOrText(json);
      throw problem("", -1, value, BindProblem.of(e, value, mapper), e);
    }
    return notNull(bound, "", -1, NullNode.getInstance());
  }

  /** Gives what an error shows of a text: its value, or, if it is no JSON, itself. */
  private JsonNode treeOrText(String json) {
    try {
      return mapper.readTree(json);
    } catch (JacksonException noJson) {
      return StringNode.valueOf(json);
    }
  }

  /**
   * Binds a value.
   *
   * @param value the value
   * @return what it is bound to
   * @throws JsonBindException if it does not bind
   */
  public T bind(JsonNode value) {
    return bind(value, "", -1);
  }

  /** Binds a value; the error names its place. */
  T bind(JsonNode value, String pointer, int index) {
    @Nullable T bound;
    try {
      bound = bound(value);
    } catch (RuntimeException e) {
      throw problem(pointer, index, value, BindProblem.of(e, value, mapper), e);
    }
    return notNull(bound, pointer, index, value);
  }

  @SuppressWarnings("unchecked") // the reader makes this type
  private @Nullable T bound(JsonNode value) {
    if (type.hasRawClass(JsonNode.class)) {
      return (T) value;
    }
    return reader.readValue(value);
  }

  private T notNull(@Nullable T bound, String pointer, int index, JsonNode value) {
    if (bound == null) {
      BindProblem isNull = BindProblem.ofAll("it gives null, where a value is needed");
      throw problem(pointer, index, value, isNull, null);
    }
    return bound;
  }

  private JsonBindException problem(
      String pointer, int index, JsonNode value, BindProblem problem, @Nullable Throwable cause) {
    return new JsonBindException(pointer, index, value, type.toCanonical(), problem, cause);
  }
}
