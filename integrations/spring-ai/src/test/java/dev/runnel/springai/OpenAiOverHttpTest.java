package dev.runnel.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.adapter.ChatExchange;
import dev.runnel.testkit.adapter.ChatServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/** Spring AI's model of OpenAI, as most applications make it: see OpenAiContractTest as well. */
@Timeout(60)
class OpenAiOverHttpTest {
  private static OpenAiChatOptions options(ChatServer server) {
    return OpenAiChatOptions.builder()
        .baseUrl(server.baseUrl())
        .apiKey("none")
        .model("gpt-x")
        .maxRetries(0)
        .build();
  }

  private static ChatModel model(ChatServer server) {
    return SpringAiChatModel.of(OpenAiChatModel.builder().options(options(server)).build());
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
              sendUntilDisconnect(exchange);
            })) {
      ChunkStream<AiMessageChunk> stream = model(server).stream("Go on");
      assertThat(stream.next().text()).isEqualTo("one");

      stream.close();
      closed.countDown();

      server.nextExchange().awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  /** The first may come before the client's other threads know that nobody reads any more. */
  private static void sendUntilDisconnect(ChatExchange exchange) {
    try {
      while (true) {
        exchange.text("late");
      }
    } catch (IOException disconnected) {
      // This is what it waits for.
    }
  }

  private static ChatModel model(ChatServer server, CancellableCalls calls) {
    return SpringAiChatModel.of(
        OpenAiChatModel.builder()
            .options(options(server))
            .httpClientBuilderCustomizer(http -> http.interceptor(calls.interceptor()))
            .build(),
        calls);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "open", "close"})
  void theThreadOfACallHasWhatIsCarriedToIt(String throwing) {
    ThreadLocal<String> here = new ThreadLocal<>();
    List<String> opened = new CopyOnWriteArrayList<>();
    List<String> closed = new CopyOnWriteArrayList<>();
    CancellableCalls calls =
        CancellableCalls.carrying(
            () -> {
              String atRun = here.get();
              return () -> {
                opened.add(atRun + (here.get() == null ? " elsewhere" : " here"));
                refuse(throwing, "open");
                return () -> {
                  closed.add(atRun);
                  refuse(throwing, "close");
                };
              };
            });
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().text("one").finish("stop").done())) {
      here.set("run");
      assertThat(model(server, calls).invoke("Why?").text()).isEqualTo("one");
    }
    assertThat(opened).containsExactly("run elsewhere");
    assertThat(closed).hasSize(throwing.equals("open") ? 0 : 1);
  }

  private static void refuse(String throwing, String moment) {
    if (throwing.equals(moment)) {
      throw new IllegalStateException("thrown at " + moment);
    }
  }
}
