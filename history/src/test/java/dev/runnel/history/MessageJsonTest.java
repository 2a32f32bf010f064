package dev.runnel.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.Citation;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.OtherPart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.Refusal;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.model.UserMessage;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageJsonTest {
  private static final Extras EXTRAS =
      Extras.of("anthropic", "{\"b\": 1.10,  \"a\":\"\\u00e9\"}").with("openai", "[1e3, null]");

  static Stream<MessagePart> parts() {
    return Stream.of(
        new TextPart("A parrot."),
        new TextPart("", List.of(), EXTRAS),
        new TextPart(
            "Cited.",
            List.of(
                new Citation("https://example.org/", "Birds", "They fly.", 0, 6, EXTRAS),
                new Citation(null, null, null, null, null, Extras.NONE)),
            EXTRAS),
        new TextPart("\u0000 \u007f \u2028 \ud83e\udd9c \ud83e alone \udd9c \n\t\"\\"),
        Media.image(new byte[] {0, -1, 127, -128}, "image/png")
            .withName("p.png")
            .withDetail(Media.Detail.ORIGINAL)
            .withExtras(EXTRAS),
        Media.image(URI.create("https://example.org/a%20b.png?x=1#y")),
        Media.ofFileId(Media.Kind.FILE, "openai", "file-1"),
        Media.of(Media.Kind.AUDIO, new byte[0], "audio/wav"),
        Media.of(Media.Kind.VIDEO, URI.create("relative/path")),
        new Reasoning("Hm.", "sig==", false, "r1", "anthropic", EXTRAS),
        Reasoning.signed("", "only a signature", "anthropic"),
        Reasoning.redacted("data", "anthropic"),
        new ToolCall("c1", "photo", "{\"a\":1.0, }", true, EXTRAS),
        new ToolCall("", "", ""),
        new ToolResult(
            "c1",
            "photo",
            List.of(new TextPart("Taken."), Media.image(new byte[] {1}, "image/png")),
            true,
            EXTRAS),
        new Refusal("No.", EXTRAS),
        new OtherPart("openai", "web_search_call", "{\"id\" : \"ws_1\"}", EXTRAS));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void eachPartComesBackAsItWas(MessagePart part) {
    comesBack(List.of(new UserMessage(List.of(part, new TextPart("end")), "Anna", EXTRAS)));
    comesBack(List.of(new AiMessage(List.of(new TextPart("start"), part))));
    comesBack(List.of(new SystemMessage(List.of(part, new TextPart("end")), EXTRAS)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void eachMessageComesBackAsItWas(ChatMessage message) {
    comesBack(List.of(message));
    comesBack(List.of(message, message));
  }

  static Stream<ChatMessage> messages() {
    AnswerInfo info =
        new AnswerInfo(
            "id",
            "model",
            "provider",
            Instant.parse("2026-03-01T10:00:00.123456789Z"),
            FinishReason.TOOL_CALLS,
            "tool_use",
            new TokenUsage(1, 2, 4, 1, 0, 2));
    return Stream.of(
        ChatMessage.system(""),
        ChatMessage.user(""),
        ChatMessage.ai(""),
        new AiMessage(List.of(new TextPart("x")), info, EXTRAS),
        new AiMessage(List.of(), AnswerInfo.NONE.withUsage(new TokenUsage(0, 0)), EXTRAS),
        new ToolMessage(new ToolResult("", "", List.of(), false, EXTRAS), EXTRAS),
        ChatMessage.tool(new ToolCall("a", "b", "{}"), "text"));
  }

  private static void comesBack(List<ChatMessage> messages) {
    String json = MessageJson.write(messages);
    assertThat(MessageJson.read(json)).isEqualTo(messages);
    assertThat(MessageJson.write(MessageJson.read(json))).isEqualTo(json);
    byte[] stored = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(new String(stored, java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(json);
    assertThat(json).doesNotContain("\u0000");
  }

  @Test
  void noMessagesComeBackAsNone() {
    comesBack(List.of());
  }

  @Test
  void randomMessagesComeBack() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<MessagePart> parts = parts().toList();
    for (int round = 0; round < 500; round++) {
      List<ChatMessage> messages = new ArrayList<>();
      for (int i = 0; i < random.nextInt(5); i++) {
        List<MessagePart> some = new ArrayList<>();
        for (int j = 0; j < random.nextInt(6); j++) {
          some.add(random.nextInt(3) == 0 ? text(random) : parts.get(random.nextInt(parts.size())));
        }
        messages.add(random.nextBoolean() ? new UserMessage(some) : new AiMessage(some));
      }
      assertThat(MessageJson.read(MessageJson.write(messages)))
          .as("seed %d", seed)
          .isEqualTo(messages);
    }
  }

  private static TextPart text(Random random) {
    char[] units = new char[random.nextInt(8)];
    for (int i = 0; i < units.length; i++) {
      // Halves of characters as often as whole ones.
      units[i] =
          (char) (random.nextBoolean() ? random.nextInt(0x10000) : 0xd800 + random.nextInt(0x800));
    }
    return new TextPart(new String(units));
  }

  @Test
  void aLargePictureComesBack() {
    byte[] content = new byte[30_000_000];
    Arrays.fill(content, (byte) 7);
    List<ChatMessage> messages =
        List.of(ChatMessage.user("Look", Media.image(content, "image/png")));
    assertThat(MessageJson.read(MessageJson.write(messages))).isEqualTo(messages);
  }

  @Test
  void resultsMayBeNestedDeeply() {
    MessagePart part = new TextPart("deep");
    for (int i = 0; i < 1000; i++) {
      part = new ToolResult("c", "t", List.of(part), false, Extras.NONE);
    }
    List<ChatMessage> messages = List.of(new AiMessage(List.of(part)));
    assertThat(MessageJson.write(MessageJson.read(MessageJson.write(messages))))
        .isEqualTo(MessageJson.write(messages));
  }

  @Test
  void theFormatOfVersionOneStays() {
    String json =
        "{\"version\":1,\"messages\":[{\"role\":\"user\",\"name\":\"Anna\",\"parts\":["
            + "{\"type\":\"text\",\"text\":\"Look\"},{\"type\":\"media\",\"kind\":\"IMAGE\","
            + "\"mimeType\":\"image/png\",\"detail\":\"LOW\",\"base64\":\"AQI=\"}]},"
            + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"text\":\"\","
            + "\"signature\":\"s\",\"redacted\":true,\"provider\":\"anthropic\"},"
            + "{\"type\":\"toolCall\",\"id\":\"1\",\"name\":\"t\",\"arguments\":\"{}\"}],"
            + "\"info\":{\"finishReason\":\"TOOL_CALLS\",\"usage\":{\"input\":1,\"output\":2,"
            + "\"total\":3,\"cachedInput\":0,\"writtenInput\":0,\"reasoning\":0}}},"
            + "{\"role\":\"tool\",\"result\":{\"type\":\"toolResult\",\"callId\":\"1\","
            + "\"name\":\"t\",\"parts\":[],\"failed\":true},\"extras\":{\"x\":\"{ }\"}}]}";
    assertThat(MessageJson.write(MessageJson.read(json))).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\":2,\"messages\":[]}|are of version 2, and this version of Runnel reads those up to 1",
        "{\"version\":0,\"messages\":[]}|are of version 0",
        "{\"version\":1,\"messages\":[{\"role\":\"judge\"}]}|'role' of messages[0] of the stored messages is 'judge'",
        "{\"version\":1,\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"smell\"}]}]}|'type' of parts[0] of messages[0] of the stored messages is 'smell'",
        "{\"version\":1,\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"\",\"tone\":1}]}]}|'tone' of parts[0] of messages[0] of the stored messages is not known",
        "{\"version\":1,\"messages\":[{\"role\":\"assistant\",\"parts\":[],\"info\":{\"finishReason\":\"TIRED\"}}]}|'finishReason' of 'info' of messages[0] of the stored messages is 'TIRED'",
        "{\"version\":1,\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\"}]}]}|'text' of parts[0] of messages[0] of the stored messages is missing",
        "{\"version\":1,\"messages\":[{\"role\":\"user\",\"parts\":{}}]}|'parts' of messages[0] of the stored messages is no list",
        "{\"version\":1,\"messages\":[7]}|An object is to stand at messages[0]",
        "{\"version\":1.5,\"messages\":[]}|'version' of the stored messages is no whole number",
        "[]|An object is to stand at the stored messages"
      })
  void whatIsNotKnownIsNamedWithItsPlace(String json, String error) {
    assertThatThrownBy(() -> MessageJson.read(json))
        .isInstanceOf(MessageFormatException.class)
        .hasMessageContaining(error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"version\":1,\"messages\":[", "no JSON", "{} {}"})
  void brokenJsonIsNoConversation(String json) {
    assertThatThrownBy(() -> MessageJson.read(json)).isInstanceOf(MessageFormatException.class);
  }
}
