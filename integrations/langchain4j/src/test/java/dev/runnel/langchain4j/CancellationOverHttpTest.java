package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.langchain4j.OpenAiOverHttpTest.Client;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.adapter.ChatExchange;
import dev.runnel.testkit.adapter.ChatServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How calls end that no contract speaks of: those of clients that cannot end them at once. */
@Timeout(60)
class CancellationOverHttpTest {
  private final ExecutorService background = Executors.newCachedThreadPool();

  @AfterEach
  void endBackground() {
    background.shutdownNow();
  }

  /** LangChain4j's own client cannot end a call before a piece came; the reader leaves at once. */
  @Test
  void withAnotherClientTheCallEndsWithItsFirstPiece() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().role();
              closed.await();
              exchange.text("late");
              exchange.awaitDisconnect();
            })) {
      ChunkStream<AiMessageChunk> stream =
          OpenAiOverHttpTest.model(server, Client.LANGCHAIN4J).stream("Hi");
      Future<AiMessageChunk> waiting = background.submit(stream::next);
      ChatExchange exchange = server.nextExchange();

      stream.close();
      assertClosed(waiting);
      closed.countDown();

      exchange.awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void closingAModelThatDoesNotStreamEndsTheCall() throws Exception {
    try (ChatServer server = ChatServer.start(ChatExchange::awaitDisconnect)) {
      ChatModel model =
          LangChain4jChatModel.of(
              OpenAiChatModel.builder()
                  .baseUrl(server.baseUrl())
                  .apiKey("none")
                  .modelName("m")
                  .build());
      ChunkStream<AiMessageChunk> stream = model.stream("Hi");
      Future<AiMessageChunk> waiting = background.submit(stream::next);
      ChatExchange exchange = server.nextExchange();

      stream.close();

      assertClosed(waiting);
      exchange.awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  private static void assertClosed(Future<?> waiting) {
    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StreamClosedException.class);
  }
}
