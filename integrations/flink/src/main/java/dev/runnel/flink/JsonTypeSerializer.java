package dev.runnel.flink;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;

/** Writes values as a length and that many bytes of JSON. */
final class JsonTypeSerializer<T> extends TypeSerializer<T> {
  @Serial private static final long serialVersionUID = 1L;

  private final JavaType type;

  JsonTypeSerializer(JavaType type) {
    this.type = type;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  @SuppressWarnings("NullAway") // Flink's way to say that there is no empty value
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return read(write(from));
  }

  @Override
  public T copy(T from, @Nullable T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    byte[] json = write(value);
    target.writeInt(json.length);
    target.write(json);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    byte[] json = new byte[source.readInt()];
    source.readFully(json);
    return read(json);
  }

  @Override
  public T deserialize(@Nullable T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = source.readInt();
    target.writeInt(length);
    target.write(source, length);
  }

  private byte[] write(T value) {
    try {
      return JsonTypes.MAPPER.writerFor(type).writeValueAsBytes(value);
    } catch (JacksonException e) {
      throw new IllegalStateException("Jackson cannot write a " + type.toCanonical() + ".", e);
    }
  }

  private T read(byte[] json) {
    try {
      return JsonTypes.MAPPER.readerFor(type).readValue(json);
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "Jackson cannot read what it wrote of a " + type.toCanonical() + ".", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonTypeSerializer<?> serializer && type.equals(serializer.type);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>(type.toCanonical());
  }

  /** Names the type. JSON of one class is read by its later versions as far as Jackson can. */
  public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
    private @Nullable String type;

    /** Makes one that is read later. */
    public Snapshot() {}

    Snapshot(String type) {
      this.type = type;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView target) throws IOException {
      target.writeUTF(String.valueOf(type));
    }

    @Override
    public void readSnapshot(int version, DataInputView source, ClassLoader loader)
        throws IOException {
      type = source.readUTF();
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
      return new JsonTypeSerializer<>(
          JsonTypes.MAPPER.getTypeFactory().constructFromCanonical(String.valueOf(type)));
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> old) {
      return old instanceof Snapshot<T> snapshot && String.valueOf(type).equals(snapshot.type)
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
