package dev.runnel.flink;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.runnel.model.Extras;
import dev.runnel.model.Media;
import java.io.Serial;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** Lets Jackson carry messages: what is no record says its form here. */
final class MessagesModule extends SimpleModule {
  @Serial private static final long serialVersionUID = 1L;

  MessagesModule() {
    addSerializer(Extras.class, new Writer());
    addDeserializer(Extras.class, new Reader());
    setMixInAnnotation(Media.Bytes.class, BytesForm.class);
  }

  /** The form of the content of a picture and the like. */
  private abstract static class BytesForm {
    @JsonCreator
    @SuppressWarnings("UnusedVariable") // only its annotation is read
    BytesForm(@JsonProperty("content") byte[] content) {}

    @JsonProperty("content")
    abstract byte[] content();
  }

  private static final class Writer extends ValueSerializer<Extras> {
    @Override
    public void serialize(Extras extras, JsonGenerator out, SerializationContext context) {
      out.writePOJO(extras.all());
    }
  }

  private static final class Reader extends ValueDeserializer<Extras> {
    @Override
    public Extras deserialize(JsonParser in, DeserializationContext context) {
      Map<String, String> all = in.readValueAs(new TypeReference<Map<String, String>>() {});
      Extras extras = Extras.NONE;
      for (Map.Entry<String, String> each : all.entrySet()) {
        extras = extras.with(each.getKey(), each.getValue());
      }
      return extras;
    }
  }
}
