package dev.runnel.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.Document;
import dev.runnel.model.Extras;
import dev.runnel.model.Media;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCallDelta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That each type passes Flink unchanged, and never by Kryo. */
class JsonTypesTest {
  /** A public record of what Flink knows. */
  public record Plain(String text, int number, List<String> more) {}

  record Hidden(String text) {}

  record Deep(Map<String, Optional<Duration>> times, UUID id, Instant at) {}

  enum Colour {
    RED,
    GREEN
  }

  record Case(Class<?> type, Object value) {
    static Case of(Object value) {
      return new Case(value.getClass(), value);
    }
  }

  static List<Case> cases() {
    return List.of(
        Case.of("text"),
        Case.of(7),
        Case.of(7L),
        Case.of(true),
        Case.of(new Plain("a", 1, List.of("b"))),
        Case.of(new Hidden("a")),
        Case.of(
            new Deep(
                Map.of("a", Optional.of(Duration.ofSeconds(90)), "b", Optional.empty()),
                new UUID(1, 2),
                Instant.EPOCH)),
        Case.of(Colour.GREEN),
        Case.of(Duration.ofMillis(5)),
        Case.of(new UUID(3, 4)),
        new Case(JsonNode.class, JsonMapper.shared().readTree("{\"a\":[1,null,\"x\"]}")),
        new Case(Tickets.Kind.class, new Tickets.Kind.Wish(3)),
        new Case(
            ChatMessage.class,
            ChatMessage.user("What is this?", Media.image(new byte[] {1, 2}, "image/png"))),
        Case.of(new AiMessage("Hello")),
        Case.of(
            new AiMessageChunk(
                List.of(new TextPart("Hello")), AnswerInfo.NONE, Extras.of("one", "{\"b\": 1}"))),
        Case.of(AiMessageChunk.ofReasoning("Because")),
        Case.of(AiMessageChunk.ofToolCalls(new ToolCallDelta(0, "id", "name", "{\"a\":"))),
        Case.of(Document.of("text", Map.of("page", 3))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aValuePassesUnchanged(Case each) throws Exception {
    TypeInformation<?> type = JsonTypes.information(JsonTypes.typeOf(each.type()));
    assertThat(type.toString()).doesNotContain("GenericType");
    @SuppressWarnings("unchecked") // the serializer of the value's own type
    TypeSerializer<Object> serializer =
        (TypeSerializer<Object>) type.createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(each.value(), out);
    Object read = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(read).isEqualTo(each.value());
    assertThat(serializer.copy(each.value())).isEqualTo(each.value());
    assertThat(afterRestore(serializer)).isEqualTo(serializer);
  }

  private static TypeSerializer<Object> afterRestore(TypeSerializer<Object> serializer)
      throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<Object> read =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), JsonTypesTest.class.getClassLoader());
    assertThat(
            serializer.snapshotConfiguration().resolveSchemaCompatibility(read).isCompatibleAsIs())
        .isTrue();
    return read.restoreSerializer();
  }

  @Test
  void whatFlinkKnowsIsItsOwn() {
    assertThat(JsonTypes.information(JsonTypes.typeOf(Plain.class)))
        .isInstanceOf(PojoTypeInfo.class);
  }

  @Test
  void aTypeThatNobodyReadsIsRefusedWithAWayOut() {
    assertThatThrownBy(() -> JsonTypes.information(JsonTypes.typeOf(Lock.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Flink cannot carry java.util.concurrent.locks.Lock")
        .hasMessageContaining("Let the chain give a record");
    assertThatThrownBy(() -> JsonTypes.information(JsonTypes.typeOf(Object.class)))
        .hasMessageContaining("say the chain's types more closely");
  }
}
