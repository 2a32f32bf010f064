package dev.runnel.json;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Binds values to one Java type. */
final class JsonBinding<T> {
  private final JavaType type;
  private final ObjectReader reader;

  JsonBinding(JsonMapper mapper, Type type) {
    this.type = mapper.constructType(type);
    this.reader = mapper.readerFor(this.type);
  }

  JavaType type() {
    return type;
  }

  /** Binds a value; the error names its place. */
  T bind(JsonNode value, String pointer, int index) {
    T bound;
    try {
      bound = read(value);
    } catch (JacksonException e) {
      throw problem(pointer, index, value, e.getOriginalMessage(), e);
    }
    if (bound == null) {
      throw problem(pointer, index, value, "it gives null, which is never a chunk.", null);
    }
    return bound;
  }

  @SuppressWarnings("unchecked") // the reader makes this type
  private @Nullable T read(JsonNode value) {
    if (type.hasRawClass(JsonNode.class)) {
      return (T) value;
    }
    return reader.readValue(value);
  }

  private JsonBindException problem(
      String pointer, int index, JsonNode value, String reason, @Nullable Throwable cause) {
    return new JsonBindException(pointer, index, value, type.toCanonical(), reason, cause);
  }
}
