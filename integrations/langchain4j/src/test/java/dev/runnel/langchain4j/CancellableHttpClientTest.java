package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.runnel.testkit.adapter.ChatExchange;
import dev.runnel.testkit.adapter.ChatServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class CancellableHttpClientTest {
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final CancellableHttpClient client = CancellableHttpClient.builder().build();
  private final Recorder recorder = new Recorder();

  /** Remembers what a client calls back with. */
  private static final class Recorder implements ServerSentEventListener {
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
      opened.countDown();
    }

    @Override
    public void onEvent(ServerSentEvent event) {
      events.add(event.data());
      threads.add(Thread.currentThread());
    }

    @Override
    public void onError(Throwable error) {
      errors.add(error);
      over.countDown();
    }

    @Override
    public void onClose() {
      over.countDown();
    }
  }

  @AfterEach
  void endExecutor() {
    executor.shutdownNow();
  }

  @Test
  void cancellingWhileTheBodyIsSilentEndsTheCall() throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents();
              exchange.awaitDisconnect();
            })) {
      Cancellation call = new Cancellation(executor);
      call.run(() -> client.execute(request(server), recorder));
      recorder.opened.await();

      call.cancel();

      server.nextExchange().awaitOver();
      assertThat(recorder.over.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void aCallThatIsCancelledBeforeItStartsIsNotMade() {
    Cancellation call = new Cancellation(executor);
    call.cancel();

    call.run(
        () -> {
          throw new AssertionError("It was started.");
        });

    assertThat(Cancellation.current()).isNull();
  }

  @Test
  void withoutACallItIsAnOrdinaryClient() throws Exception {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().event("one").done())) {
      client.execute(request(server), recorder);

      assertThat(recorder.over.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(recorder.events).containsExactly("one", "[DONE]");
    }
  }

  @Test
  void anAnswerThatIsNoneIsAnHttpException() throws Exception {
    try (ChatServer server = ChatServer.start(exchange -> exchange.error("503 No", "busy"))) {
      new Cancellation(executor).run(() -> client.execute(request(server), recorder));

      assertThat(recorder.over.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(recorder.errors)
          .singleElement()
          .isInstanceOfSatisfying(
              HttpException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(503);
                assertThat(e).hasMessageContaining("busy");
              });
    }
  }

  @Test
  void aServerThatDoesNotAnswerInTimeIsATimeout() throws Exception {
    try (ChatServer server = ChatServer.start(ChatExchange::awaitDisconnect)) {
      CancellableHttpClient hasty =
          CancellableHttpClient.builder()
              .connectTimeout(Duration.ofSeconds(30))
              .readTimeout(Duration.ofMillis(50))
              .build();

      new Cancellation(executor).run(() -> hasty.execute(request(server), recorder));

      assertThat(recorder.over.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(recorder.errors).singleElement().isInstanceOf(TimeoutException.class);
    }
  }

  /** On Linux, a server whose queue is full leaves whoever connects without an answer. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aServerThatDoesNotConnectInTimeIsATimeout() throws Exception {
    List<SocketChannel> queued = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 10; i++) {
        SocketChannel one = SocketChannel.open();
        queued.add(one);
        one.configureBlocking(false);
        one.connect(full.getLocalSocketAddress());
      }
      CancellableHttpClient hasty =
          CancellableHttpClient.builder().connectTimeout(Duration.ofMillis(50)).build();

      new Cancellation(executor)
          .run(() -> hasty.execute(request("http://127.0.0.1:" + full.getLocalPort()), recorder));

      assertThat(recorder.over.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(recorder.errors)
          .singleElement()
          .isInstanceOf(TimeoutException.class)
          .extracting(Throwable::getCause)
          .isInstanceOf(HttpConnectTimeoutException.class);
    } finally {
      for (SocketChannel one : queued) {
        one.close();
      }
    }
  }

  @Test
  void whoTakesAnAnswerReadsItOnItsOwnThread() throws Exception {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().event("one").event("two").done())) {
      AtomicReference<PulledAnswer> taken = new AtomicReference<>();
      Cancellation call =
          new Cancellation(
              task -> {
                throw new AssertionError("Another thread is not wanted.");
              });
      call.readBy(answer -> taken.compareAndSet(null, answer));
      call.run(() -> client.execute(request(server), recorder));

      PulledAnswer answer = taken.get();
      assertThat(recorder.opened.getCount()).isEqualTo(1);
      while (answer.advance()) {
        assertThat(recorder.opened.getCount()).isZero();
      }
      assertThat(recorder.events).containsExactly("one", "two", "[DONE]");
      assertThat(recorder.threads).containsOnly(Thread.currentThread());
      assertThat(recorder.over.getCount()).isZero();
      assertThat(answer.advance()).isFalse();
      assertThat(recorder.errors).isEmpty();
    }
  }

  @Test
  void anAnswerThatAnotherParserReadsIsRead() throws Exception {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().event("one").done())) {
      Cancellation call = new Cancellation(executor);
      call.readBy(
          answer -> {
            throw new AssertionError("Its events cannot be read one by one.");
          });
      DefaultServerSentEventParser events = new DefaultServerSentEventParser();

      call.run(
          () ->
              client.execute(
                  request(server), (body, listener) -> events.parse(body, listener), recorder));

      assertThat(recorder.over.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(recorder.events).containsExactly("one", "[DONE]");
      assertThat(recorder.threads).doesNotContain(Thread.currentThread());
    }
  }

  private static HttpRequest request(ChatServer server) {
    return request(server.baseUrl());
  }

  private static HttpRequest request(String baseUrl) {
    return HttpRequest.builder()
        .method(HttpMethod.POST)
        .url(baseUrl + "/chat/completions")
        .body("{}")
        .build();
  }
}
