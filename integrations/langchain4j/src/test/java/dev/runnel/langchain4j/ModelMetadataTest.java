package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.RunConfig;
import dev.runnel.event.RunEvent;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.adapter.ChatServer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which model of which provider is asked is known before it answers. */
@Timeout(60)
class ModelMetadataTest {
  private interface Adapted {
    ChatModel at(String baseUrl);
  }

  static Stream<Arguments> models() {
    Adapted streaming =
        url ->
            LangChain4jChatModel.of(
                OpenAiStreamingChatModel.builder()
                    .baseUrl(url)
                    .apiKey("none")
                    .modelName("gpt-x")
                    .build());
    Adapted whole =
        url ->
            LangChain4jChatModel.of(
                OpenAiChatModel.builder()
                    .baseUrl(url)
                    .apiKey("none")
                    .modelName("gpt-x")
                    .maxRetries(0)
                    .build());
    return Stream.of(
        Arguments.of("streaming", streaming),
        Arguments.of("whole", whole),
        Arguments.of(
            "named", (Adapted) url -> ((LangChain4jChatModel) streaming.at(url)).named("n")));
  }

  private static Map<String, Object> metadata(RecordingListener listener) {
    return listener.events().stream()
        .filter(RunEvent.Start.class::isInstance)
        .map(start -> start.run().metadata())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void alsoWhereTheProviderRefuses(String name, Adapted model) {
    RecordingListener listener = new RecordingListener();
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.error("429 Too Many Requests", "slow down"))) {
      ChatModel asked = model.at(server.baseUrl()).withListeners(listener);

      assertThatThrownBy(() -> asked.invoke("Hi")).hasMessageContaining("slow down");
    }
    assertThat(metadata(listener))
        .containsExactly(
            Map.entry(RunConfig.PROVIDER, "openai"), Map.entry(RunConfig.REQUEST_MODEL, "gpt-x"));
  }

  @Test
  void nothingIsSaidThatIsNotKnown() {
    StreamingChatModel unknown =
        new StreamingChatModel() {
          @Override
          public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            throw new IllegalStateException("Not here.");
          }
        };
    RecordingListener listener = new RecordingListener();

    assertThatThrownBy(() -> LangChain4jChatModel.of(unknown).withListeners(listener).invoke("Hi"))
        .hasMessage("Not here.");
    assertThat(metadata(listener)).isEmpty();
  }
}
