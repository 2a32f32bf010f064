package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.Extras;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolResult;
import dev.runnel.model.UserMessage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LangChain4jMessagesTest {
  private static final Media PICTURE =
      Media.image(new byte[] {1, 2}, "image/png").withDetail(Media.Detail.LOW);
  private static final ToolCall CALL = new ToolCall("call_1", "weather", "{\"city\":\"Rome\"}");

  static List<ChatMessage> messages() {
    return List.of(
        ChatMessage.system("Be brief."),
        ChatMessage.user("Hi"),
        ChatMessage.ai("Hello"),
        ChatMessage.ai(""),
        new AiMessage("", "Hm.", List.of(CALL), null, null),
        new AiMessage("So", "", List.of(CALL, new ToolCall("", "x", "")), null, null),
        ChatMessage.user("What is this?", PICTURE),
        ChatMessage.user(
            Media.image(URI.create("https://example.org/a.png")).withDetail(Media.Detail.HIGH)),
        ChatMessage.user("Hear", Media.of(Media.Kind.AUDIO, new byte[] {1}, "audio/wav")),
        ChatMessage.user("See", Media.of(Media.Kind.VIDEO, new byte[] {1}, "video/mp4")),
        ChatMessage.user("Read", Media.of(Media.Kind.FILE, new byte[] {1}, "application/pdf")),
        new UserMessage(List.of(new TextPart("Hi")), "Ann", Extras.NONE),
        ChatMessage.tool(CALL, "rain"),
        ChatMessage.tool(ToolResult.failure(CALL, "down")),
        ChatMessage.tool(ToolResult.of(CALL, List.of(new TextPart("a map"), PICTURE))));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void thereAndBackIsTheSame(ChatMessage message) {
    assertThat(LangChain4jMessages.fromLangChain4j(LangChain4jMessages.toLangChain4j(message)))
        .isEqualTo(message);
  }

  @Test
  void whatLangChain4jCannotSendIsAClearError() {
    Media known = Media.ofFileId(Media.Kind.IMAGE, "openai", "file-1");
    Media table = Media.of(Media.Kind.FILE, new byte[] {1}, "text/csv");

    for (Media media : List.of(known, table)) {
      assertThatThrownBy(
              () -> LangChain4jMessages.toLangChain4j(ChatMessage.user("What is this?", media)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("LangChain4j cannot send", media.kind().name());
    }
  }

  @Test
  void whatAProviderAddedGoesBackToItAlone() {
    AiMessage answer =
        new AiMessage(
            List.of(Reasoning.signed("Hm.", "sig", "anthropic"), new TextPart("So.")),
            AnswerInfo.NONE.withProvider("anthropic"),
            Extras.of("anthropic", "{\"a\":[1,\"x\"]}").with("google", "{\"b\":1}"));

    var theirs = (dev.langchain4j.data.message.AiMessage) toProvider(answer, "anthropic");
    assertThat(theirs.thinking()).isEqualTo("Hm.");
    assertThat(theirs.attributes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a", List.of(1, "x"), ToMessages.SIGNATURE, "sig"));
    var others = (dev.langchain4j.data.message.AiMessage) toProvider(answer, "openai");
    assertThat(others.thinking()).isNull();
    assertThat(others.attributes()).isEmpty();
    assertThat(others.text()).isEqualTo("So.");
  }

  @Test
  void aFailureIsToldAsOne() {
    var failed =
        (ToolExecutionResultMessage)
            LangChain4jMessages.toLangChain4j(
                ChatMessage.tool(ToolResult.failure(CALL, "The server is down.")));

    assertThat(failed.isError()).isTrue();
    assertThat(failed.text()).isEqualTo("The server is down.");
  }

  private static dev.langchain4j.data.message.ChatMessage toProvider(
      ChatMessage message, String provider) {
    return new ToMessages(provider, new Warnings()).of(message);
  }
}
