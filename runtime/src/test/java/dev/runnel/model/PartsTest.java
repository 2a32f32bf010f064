package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.Accumulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages hold their parts in order. */
class PartsTest {
  private static final ToolCall CALL = new ToolCall("1", "weather", "{}");

  private static AiMessage sum(ChunkPart... parts) {
    Accumulator<AiMessageChunk, AiMessage> sum = AiMessageChunk.ofText("").accumulator();
    for (ChunkPart part : parts) {
      sum.add(AiMessageChunk.of(part));
    }
    return sum.sum();
  }

  @Test
  void interleavedThinkingKeepsItsOrder() {
    AiMessage message =
        sum(
            new Reasoning("Hm"),
            Reasoning.signed(".", "sig1", "anthropic"),
            new TextPart("Let me "),
            new TextPart("look."),
            new ToolCallDelta(0, "1", "weather", "{"),
            new ToolCallDelta(0, null, null, "}"),
            Reasoning.signed("", "sig2", "anthropic"),
            Reasoning.redacted("xxx", "anthropic"),
            new ToolCallDelta(1, "2", "time", "{}"),
            new TextPart("So."));

    assertThat(message.parts())
        .containsExactly(
            Reasoning.signed("Hm.", "sig1", "anthropic"),
            new TextPart("Let me look."),
            CALL,
            Reasoning.signed("", "sig2", "anthropic"),
            Reasoning.redacted("xxx", "anthropic"),
            new ToolCall("2", "time", "{}"),
            new TextPart("So."));
    assertThat(message.text()).isEqualTo("Let me look.So.");
    assertThat(message.reasoning()).isEqualTo("Hm.");
    assertThat(message.toolCalls()).extracting(ToolCall::id).containsExactly("1", "2");
  }

  @Test
  void aSignatureMayComeLate() {
    AiMessage message =
        sum(new Reasoning("Hm."), new TextPart("So."), Reasoning.signed("", "sig", "anthropic"));

    assertThat(message.parts())
        .containsExactly(Reasoning.signed("Hm.", "sig", "anthropic"), new TextPart("So."));
  }

  @Test
  void aSignatureInPiecesOfItsOwnEndsThePart() {
    AiMessage message =
        sum(
            new Reasoning("a"),
            Reasoning.signed("", "1", "p"),
            new Reasoning("b"),
            Reasoning.signed("", "2", "p"));

    assertThat(message.parts())
        .containsExactly(Reasoning.signed("a", "1", "p"), Reasoning.signed("b", "2", "p"));
  }

  @Test
  void aPartEndMakesTwoPartsOfOneKind() {
    Citation source = new Citation("https://example.com", "Example");
    AiMessage message =
        sum(
            new TextPart("a"),
            new TextPart("", List.of(source), Extras.NONE),
            new PartEnd(),
            new TextPart("b"));

    assertThat(message.parts())
        .containsExactly(new TextPart("a", List.of(source), Extras.NONE), new TextPart("b"));
  }

  @Test
  void refusalsAndOtherPartsAreKept() {
    OtherPart search = new OtherPart("openai", "web_search_call", "{\"id\":\"ws_1\"}");
    AiMessage message = sum(search, new Refusal("I can"), new Refusal("not."));

    assertThat(message.parts()).containsExactly(search, new Refusal("I cannot."));
    assertThat(message.refusal()).isEqualTo("I cannot.");
    assertThat(message.text()).isEmpty();
  }

  @Test
  void whatIsToldLaterWins() {
    Accumulator<AiMessageChunk, AiMessage> sum = AiMessageChunk.ofText("").accumulator();
    sum.add(AiMessageChunk.ofInfo(AnswerInfo.NONE.withId("id").withModel("m")));
    sum.add(
        AiMessageChunk.ofInfo(
            AnswerInfo.of(null, new TokenUsage(5, 3).withCache(2, 1).withReasoning(1))
                .withFinishReason(FinishReason.OTHER, "eos_token")));

    AnswerInfo info = sum.sum().info();
    assertThat(info.id()).isEqualTo("id");
    assertThat(info.model()).isEqualTo("m");
    assertThat(info.rawFinishReason()).isEqualTo("eos_token");
    assertThat(info.usage()).isEqualTo(new TokenUsage(5, 3, 8, 2, 1, 1));
  }

  @Test
  void whatOnlyTellsOfTheAnswerCarriesNothing() {
    assertThat(AiMessageChunk.ofInfo(AnswerInfo.NONE.withId("id")).isEmpty()).isTrue();
    assertThat(AiMessageChunk.ofText("").isEmpty()).isTrue();
    assertThat(AiMessageChunk.ofText("a").isEmpty()).isFalse();
    assertThat(AiMessageChunk.ofReasoning("a").isEmpty()).isFalse();
    assertThat(AiMessageChunk.end(FinishReason.STOP, null).isEmpty()).isFalse();
    assertThat(AiMessageChunk.ofReasoning("a").hasText()).isFalse();
  }

  @Test
  void extrasAreKeptByProviderAsTheyCame() {
    Extras extras =
        Extras.of("b", "{\"x\": 1.00,  \"a\":\"\\u00e9\"}")
            .with("a", "[1]")
            .with("b", "{\"x\":2e0}");

    assertThat(extras.all()).containsExactly(Map.entry("b", "{\"x\":2e0}"), Map.entry("a", "[1]"));
    assertThat(Extras.of("b", "{\"x\": 1.00}").of("b")).isEqualTo("{\"x\": 1.00}");
    assertThat(extras.of("c")).isNull();
    assertThatThrownBy(() -> Extras.of("b", "{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'b'");
  }

  @Test
  void aCallWithExtrasCanBeSerialised() throws Exception {
    ToolCall call = CALL.withExtras(Extras.of("google", "{\"thoughtSignature\":\"abc\"}"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(call);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(call);
    }
  }

  @Test
  void mediaComeFromFilesBytesAddressesAndIds(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("parrot.PNG"), new byte[] {1, 2, 3});

    Media picture = Media.image(file);
    assertThat(picture.mimeType()).isEqualTo("image/png");
    assertThat(picture.name()).isEqualTo("parrot.PNG");
    assertThat(((Media.Bytes) picture.source()).base64()).isEqualTo("AQID");
    assertThat(picture)
        .isEqualTo(Media.image(new byte[] {1, 2, 3}, "image/png").withName("parrot.PNG"));
    assertThat(Media.image(URI.create("https://example.com/a.png")).source())
        .isEqualTo(new Media.Address(URI.create("https://example.com/a.png")));
    assertThat(Media.ofFileId(Media.Kind.FILE, "openai", "file-1").source())
        .isEqualTo(new Media.FileId("openai", "file-1"));
    assertThatThrownBy(() -> Media.image(folder.resolve("none.png")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.png");
  }

  @Test
  void bytesCannotBeChangedFromOutside() {
    byte[] bytes = {1};
    Media picture = Media.image(bytes, "image/png");
    bytes[0] = 2;
    ((Media.Bytes) picture.source()).content()[0] = 3;

    assertThat(((Media.Bytes) picture.source()).content()).containsExactly(1);
  }

  @Test
  void aQuestionMayHoldAPicture() {
    Media picture = Media.image(new byte[] {1}, "image/png");
    UserMessage message = ChatMessage.user("What is this?", picture);

    assertThat(message.parts()).containsExactly(new TextPart("What is this?"), picture);
    assertThat(message.text()).isEqualTo("What is this?");
    assertThat(ChatMessage.user(picture, new TextPart("And this?")).parts()).hasSize(2);
  }

  @Test
  void aPromptMayHoldMedia() {
    Media picture = Media.image(new byte[] {1}, "image/png");

    assertThat(ChatPrompt.builder().user("Hi").media(picture).media(List.of(picture)).build())
        .isEqualTo(ChatPrompt.of(ChatMessage.user("Hi", picture, picture)));
    assertThatThrownBy(() -> ChatPrompt.builder().system("Hi").media(picture))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("user(");
    assertThatThrownBy(() -> PromptText.of("picture", picture))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Leave the placeholder out");
  }

  @Test
  void aResultMayBeAFailureOrHoldAPicture() {
    Media picture = Media.image(new byte[] {1}, "image/png");

    assertThat(ChatMessage.tool(ToolResult.failure(CALL, "down")).failed()).isTrue();
    ToolMessage message =
        ChatMessage.tool(ToolResult.of(CALL, List.of(new TextPart("a map"), picture)));
    assertThat(message.text()).isEqualTo("a map");
    assertThat(message.result().parts()).hasSize(2);
  }

  @Test
  void aMessageOfAllKindsAddsUpToItselfAsOneChunk() {
    AiMessage message =
        new AiMessage(
            List.of(
                new Reasoning("a"),
                Reasoning.signed("", "s", "p"),
                new Reasoning("b"),
                new TextPart("c"),
                new TextPart("d"),
                new ToolCall("", "", ""),
                new ToolCall("1", "x", "{"),
                new ToolCall("1", "x", "}"),
                new Refusal("e"),
                new Refusal("f"),
                new OtherPart("p", "t", "{}")),
            AnswerInfo.NONE.withId("i"),
            Extras.of("p", "{}"));
    Accumulator<AiMessageChunk, AiMessage> sum = message.toChunk().accumulator();
    sum.add(message.toChunk());

    assertThat(sum.sum()).isEqualTo(message);
  }
}
