package dev.runnel.flink;

import java.io.Serial;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import tools.jackson.databind.JavaType;

/** A type that Flink carries as JSON. */
final class JsonTypeInformation<T> extends TypeInformation<T> {
  @Serial private static final long serialVersionUID = 1L;

  private final JavaType type;

  JsonTypeInformation(JavaType type) {
    this.type = type;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new JsonTypeSerializer<>(type);
  }

  @Override
  @SuppressWarnings("unchecked") // the class of the type
  public Class<T> getTypeClass() {
    return (Class<T>) type.getRawClass();
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof JsonTypeInformation;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonTypeInformation<?> information && type.equals(information.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type);
  }

  @Override
  public String toString() {
    return "JSON of " + type.toCanonical();
  }
}
