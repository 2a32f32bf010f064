package dev.runnel.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Closing a stream ends its HTTP call; no thread and no connection is left. */
public interface CancellationContract extends AdapterContract {
  /** Who has read enough leaves. */
  @Test
  default void closingBetweenPiecesEndsTheCall() throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().text("one").text("two");
              exchange.awaitDisconnect();
            })) {
      try (ChunkStream<AiMessageChunk> stream = model(server.baseUrl()).stream("Hi")) {
        assertThat(stream.next().text()).isEqualTo("one");
      }

      server.nextExchange().awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  /** The model is silent, and another thread closes. */
  @Test
  default void closingWhileTheReaderWaitsForAPieceEndsTheCall() throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().text("one");
              exchange.awaitDisconnect();
            })) {
      ChunkStream<AiMessageChunk> stream = model(server.baseUrl()).stream("Hi");
      assertThat(stream.next().text()).isEqualTo("one");
      Future<AiMessageChunk> waiting = Reading.inBackground(stream::next);

      stream.close();

      Reading.assertClosed(waiting);
      server.nextExchange().awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  /** An interrupt of the reader is a cancellation. */
  @Test
  default void interruptingTheReaderEndsTheCall() throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().text("one");
              exchange.awaitDisconnect();
            })) {
      ChatModel model = model(server.baseUrl());
      CountDownLatch one = new CountDownLatch(1);
      Future<?> reading =
          Reading.inBackground(
              () -> {
                model.stream("Hi").forEach(chunk -> one.countDown());
                return true;
              });
      one.await();

      reading.cancel(true);

      server.nextExchange().awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  /** A model that never stops is stopped. */
  @Test
  default void leavingAnAnswerWithoutEndEndsTheCall() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents();
              try {
                while (true) {
                  exchange.text("more");
                }
              } catch (IOException theClientLeft) {
                left.countDown();
              }
            })) {
      try (ChunkStream<AiMessageChunk> stream = model(server.baseUrl()).stream("Hi")) {
        assertThat(stream.next().text()).isEqualTo("more");
      }

      left.await();
      server.nextExchange().awaitOver();
    }
  }

  /** Nobody is asked for an answer that nobody reads. */
  @Test
  default void aStreamThatIsNeverReadMakesNoCall() {
    AtomicInteger calls = new AtomicInteger();
    try (ChatServer server = ChatServer.start(exchange -> calls.incrementAndGet())) {
      model(server.baseUrl()).stream("Hi").close();

      assertThat(server.openConnections()).isZero();
      assertThat(calls).hasValue(0);
    }
  }

  /** Answers that end, that are cut, and that are left, all give back what they have taken. */
  @Test
  default void noConnectionAndNoThreadIsLeft() throws Exception {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>());
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().text("one");
              switch (number.getAndIncrement() % 3) {
                case 0 -> exchange.finish("stop").usage(1, 1).done();
                case 1 -> exchange.text("two"); // and cut
                default -> exchange.awaitDisconnect();
              }
            })) {
      ChatModel model =
          model(server.baseUrl()).withConfig(RunConfig.DEFAULT.withExecutor(executor));
      int threads = Thread.activeCount();
      for (int i = 0; i < 90; i++) {
        readSome(model, i);
        server.nextExchange().awaitOver();
      }

      assertThat(server.openConnections()).isZero();
      assertThat(server.failures()).isEmpty();
      assertThat(executor.getLargestPoolSize()).isLessThan(10);
      assertThat(Thread.activeCount()).isLessThan(threads + 20);
    } finally {
      executor.shutdown();
    }
    assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void readSome(ChatModel model, int number) {
    ChunkStream<AiMessageChunk> stream = model.stream("Hi");
    switch (number % 3) {
      case 0 -> assertThat(stream.toList()).isNotEmpty();
      case 1 -> assertThatThrownBy(() -> stream.forEach(chunk -> {})).isNotNull();
      default -> {
        assertThat(stream.next().text()).isEqualTo("one");
        stream.close();
      }
    }
  }
}
