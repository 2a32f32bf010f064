package dev.runnel.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON documents of one schema into one Java type. It checks all that the schema says, so
 * also what a provider did not enforce, and what Jackson lets pass: that required properties are
 * there, that no primitive is null, that integers have no fraction, bounds, patterns. An optional
 * property that is null counts as absent.
 *
 * <p>A reader may be shared between threads.
 *
 * @param <T> the Java type
 */
public final class SchemaReader<T> {
  private final SchemaCheck check;
  private final JavaType type;
  private final ObjectReader trees;
  private final ObjectReader values;

  private SchemaReader(JsonSchema schema, JsonMapper mapper, JavaType type) {
    this.check = new SchemaCheck(schema);
    this.type = type;
    this.trees = mapper.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    this.values = mapper.readerFor(type);
  }

  /**
   * Makes a reader.
   *
   * @param schema what a document must be
   * @param mapper binds it
   * @param type what it is bound to
   * @return the reader
   * @param <T> the type
   * @throws IllegalArgumentException if a pattern of the schema is no regular expression
   */
  public static <T> SchemaReader<T> of(JsonSchema schema, JsonMapper mapper, Class<T> type) {
    return new SchemaReader<>(schema, mapper, mapper.constructType(type));
  }

  /**
   * Makes a reader of a type with type arguments.
   *
   * @param schema what a document must be
   * @param mapper binds it
   * @param type what it is bound to
   * @return the reader
   * @param <T> the type
   * @throws IllegalArgumentException if a pattern of the schema is no regular expression
   */
  public static <T> SchemaReader<T> of(
      JsonSchema schema, JsonMapper mapper, TypeReference<T> type) {
    return new SchemaReader<>(schema, mapper, mapper.constructType(type));
  }

  /**
   * Reads a document.
   *
   * @param json its text
   * @return the value
   * @throws SchemaMismatchException if it is no JSON, not what the schema says, or does not bind
   */
  public T read(String json) {
    return read(json, tree(json));
  }

  /**
   * Reads a document.
   *
   * @param json the document; it is not changed
   * @return the value
   * @throws SchemaMismatchException if it is not what the schema says, or does not bind
   */
  public T read(JsonNode json) {
    return read(json.toString(), json);
  }

  /**
   * Reads what a model wrote by a narrowed schema, which may have put an object around the value.
   *
   * @param json the model's text
   * @param sent the schema that the model was given
   * @return the value
   * @throws SchemaMismatchException if it is no JSON, not what the schema says, or does not bind
   */
  public T read(String json, NarrowedSchema sent) {
    return read(json, sent.unwrap(tree(json)));
  }

  private JsonNode tree(String json) {
    try {
      return trees.readTree(json);
    } catch (JacksonException e) {
      throw mismatch(json, "", "is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private T read(String text, JsonNode json) {
    List<SchemaViolation> violations = new ArrayList<>();
    JsonNode checked = check.check(json, violations);
    if (!violations.isEmpty()) {
      throw new SchemaMismatchException(name(), text, violations, null);
    }
    T value;
    try {
      value = values.readValue(checked);
    } catch (JacksonException e) {
      throw mismatch(text, pointer(e), "does not bind: " + reason(e), e);
    }
    if (value == null) {
      throw mismatch(text, "", "is null", null);
    }
    return value;
  }

  /** Says what the type's author says, or else which type refuses the value. */
  private static String reason(JacksonException refused) {
    Throwable cause = refused.getCause();
    if (cause != null && cause.getMessage() != null && !(cause instanceof JacksonException)) {
      return cause.getMessage();
    }
    return refused instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
        ? "it is no " + mismatch.getTargetType().getSimpleName()
        : refused.getOriginalMessage();
  }

  private SchemaMismatchException mismatch(
      String text, String pointer, String reason, @Nullable Throwable cause) {
    return new SchemaMismatchException(
        name(), text, List.of(new SchemaViolation(pointer, reason)), cause);
  }

  private String name() {
    String name = type.toCanonical();
    return name.replaceAll("[\\w.]+[.$](?=\\w)", "");
  }

  private static String pointer(JacksonException failure) {
    if (!(failure instanceof DatabindException problem)) {
      return "";
    }
    StringBuilder pointer = new StringBuilder();
    for (JacksonException.Reference step : problem.getPath()) {
      String name = step.getPropertyName();
      pointer.append(SchemaCheck.step(name == null ? String.valueOf(step.getIndex()) : name));
    }
    return pointer.toString();
  }
}
