package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.StreamClosedException;
import dev.runnel.langchain4j.OpenAiOverHttpTest.Client;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing a stream ends the HTTP call, whatever the call is doing. */
@Timeout(60)
class CancellationOverHttpTest {
  private final ExecutorService background = Executors.newCachedThreadPool();

  @AfterEach
  void endBackground() {
    background.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void closingBetweenTokensEndsTheCall(Client client) throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().role().text("one").text("two");
              exchange.awaitDisconnect();
            })) {
      try (ChunkStream<AiMessageChunk> stream =
          OpenAiOverHttpTest.model(server, client).stream("Hi")) {
        assertThat(stream.next().text()).isEqualTo("one");
      }

      server.nextExchange().awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingWhileTheReaderWaitsForATokenEndsTheCall(Client client) throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().text("one");
              exchange.awaitDisconnect();
            })) {
      ChunkStream<AiMessageChunk> stream = OpenAiOverHttpTest.model(server, client).stream("Hi");
      assertThat(stream.next().text()).isEqualTo("one");
      Future<AiMessageChunk> waiting = background.submit(stream::next);

      stream.close();

      assertClosed(waiting);
      server.nextExchange().awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void closingBeforeTheServerAnswersEndsTheCall() throws Exception {
    try (ChatServer server = ChatServer.start(ChatServer.Exchange::awaitDisconnect)) {
      ChunkStream<AiMessageChunk> stream = OpenAiOverHttpTest.model(server).stream("Hi");
      Future<AiMessageChunk> waiting = background.submit(stream::next);
      ChatServer.Exchange exchange = server.nextExchange();

      stream.close();

      assertClosed(waiting);
      exchange.awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void closingBeforeTheFirstTokenEndsTheCall() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().role();
              started.countDown();
              exchange.awaitDisconnect();
            })) {
      ChunkStream<AiMessageChunk> stream = OpenAiOverHttpTest.model(server).stream("Hi");
      Future<AiMessageChunk> waiting = background.submit(stream::next);
      started.await();

      stream.close();

      assertClosed(waiting);
      server.nextExchange().awaitOver();
      assertThat(server.failures()).isEmpty();
    }
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
      ChatServer.Exchange exchange = server.nextExchange();

      stream.close();
      assertClosed(waiting);
      closed.countDown();

      exchange.awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void interruptingTheReaderEndsTheCall() throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().text("one");
              exchange.awaitDisconnect();
            })) {
      ChatModel model = OpenAiOverHttpTest.model(server);
      CountDownLatch one = new CountDownLatch(1);
      Future<Void> reading =
          background.submit(
              () -> {
                model.stream("Hi").forEach(chunk -> one.countDown());
                return null;
              });
      one.await();

      reading.cancel(true);

      server.nextExchange().awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void closingAModelThatDoesNotStreamEndsTheCall() throws Exception {
    try (ChatServer server = ChatServer.start(ChatServer.Exchange::awaitDisconnect)) {
      ChatModel model =
          LangChain4jChatModel.of(
              OpenAiChatModel.builder()
                  .baseUrl(server.baseUrl())
                  .apiKey("none")
                  .modelName("m")
                  .build());
      ChunkStream<AiMessageChunk> stream = model.stream("Hi");
      Future<AiMessageChunk> waiting = background.submit(stream::next);
      ChatServer.Exchange exchange = server.nextExchange();

      stream.close();

      assertClosed(waiting);
      exchange.awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void aStreamThatIsNeverReadMakesNoCall() {
    AtomicInteger calls = new AtomicInteger();
    try (ChatServer server = ChatServer.start(exchange -> calls.incrementAndGet())) {
      OpenAiOverHttpTest.model(server).stream("Hi").close();

      assertThat(server.openConnections()).isZero();
      assertThat(calls).hasValue(0);
    }
  }

  @Test
  void manyCallsOfOneModelStreamAtTheSameTime() throws Exception {
    int calls = 30;
    CountDownLatch allHaveTheirFirstToken = new CountDownLatch(calls);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().text("one");
              allHaveTheirFirstToken.await();
              exchange.text("two").finish("stop").done();
            })) {
      ChatModel model = OpenAiOverHttpTest.model(server);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        Callable<String> reading =
            () -> {
              StringBuilder text = new StringBuilder();
              model.stream("Hi")
                  .forEach(
                      chunk -> {
                        text.append(chunk.text());
                        if (chunk.text().equals("one")) {
                          allHaveTheirFirstToken.countDown();
                        }
                      });
              return text.toString();
            };
        answers.add(background.submit(reading));
      }

      for (Future<String> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("onetwo");
      }
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void noThreadAndNoConnectionIsLeft() throws Exception {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>());
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              switch (number.getAndIncrement() % 3) {
                case 0 -> exchange.startEvents().text("one").finish("stop").usage(1, 1).done();
                case 1 -> exchange.startEvents().text("one"); // and cut
                default -> {
                  exchange.startEvents().text("one");
                  exchange.awaitDisconnect();
                }
              }
            })) {
      ChatModel model = OpenAiOverHttpTest.model(server);
      for (int i = 0; i < 150; i++) {
        readSome(model, i, RunConfig.DEFAULT.withExecutor(executor));
        server.nextExchange().awaitOver();
      }

      assertThat(server.openConnections()).isZero();
      assertThat(server.failures()).isEmpty();
      executor.shutdown();
      assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      assertThat(executor.getLargestPoolSize()).isLessThan(10);
      assertThat(httpThreads()).isLessThan(20);
    }
  }

  private static void readSome(ChatModel model, int number, RunConfig config) {
    ChunkStream<AiMessageChunk> stream = model.withConfig(config).stream(ChatPrompt.of("Hi"));
    switch (number % 3) {
      case 0 -> assertThat(stream.toList()).hasSize(2);
      case 1 -> assertThatThrownBy(() -> stream.forEach(chunk -> {})).isNotNull();
      default -> {
        assertThat(stream.next().text()).isEqualTo("one");
        stream.close();
      }
    }
  }

  private static long httpThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .count();
  }

  private static void assertClosed(Future<?> waiting) {
    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StreamClosedException.class);
  }
}
