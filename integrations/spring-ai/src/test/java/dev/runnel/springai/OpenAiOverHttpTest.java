package dev.runnel.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.adapter.ChatServer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/** Spring AI's model of OpenAI, as most applications make it: see OpenAiContractTest as well. */
@Timeout(60)
class OpenAiOverHttpTest {
  private static ChatModel model(ChatServer server) {
    return SpringAiChatModel.of(
        OpenAiChatModel.builder()
            .options(
                OpenAiChatOptions.builder()
                    .baseUrl(server.baseUrl())
                    .apiKey("none")
                    .model("gpt-x")
                    .maxRetries(0)
                    .build())
            .build());
  }

  @Test
  void whichModelIsAskedIsKnownAlsoWhereTheProviderRefuses() {
    RecordingListener listener = new RecordingListener();
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.error("401 Unauthorized", "No key."))) {
      assertThatThrownBy(() -> model(server).withListeners(listener).invoke("Why?")).isNotNull();
    }

    assertThat(listener.events().get(0).run().metadata())
        .containsExactly(
            Map.entry(RunConfig.PROVIDER, "openai"), Map.entry(RunConfig.REQUEST_MODEL, "gpt-x"));
  }

  /** Its client alone ends a call only when more comes; the reader leaves at once. */
  @Test
  void withoutCancellableCallsClosingDoesNotWaitForTheModel() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().text("one");
              closed.await();
              exchange.text("late");
              exchange.awaitDisconnect();
            })) {
      ChunkStream<AiMessageChunk> stream = model(server).stream("Go on");
      assertThat(stream.next().text()).isEqualTo("one");

      stream.close();
      closed.countDown();

      server.nextExchange().awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }
}
