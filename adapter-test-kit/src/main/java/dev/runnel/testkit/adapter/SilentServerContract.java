package dev.runnel.testkit.adapter;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Closing a stream ends its HTTP call also before any piece of the answer came. */
public interface SilentServerContract extends AdapterContract {
  /** The server has not answered at all. */
  @Test
  default void closingBeforeTheServerAnswersEndsTheCall() throws Exception {
    try (ChatServer server = ChatServer.start(ChatExchange::awaitDisconnect)) {
      ChunkStream<AiMessageChunk> stream = model(server.baseUrl()).stream("Hi");
      Future<AiMessageChunk> waiting = Reading.inBackground(stream::next);
      ChatExchange exchange = server.nextExchange();

      stream.close();

      Reading.assertClosed(waiting);
      exchange.awaitOver();
    }
  }

  /** The server has sent its head, and the model thinks. */
  @Test
  default void closingBeforeTheFirstPieceEndsTheCall() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents();
              started.countDown();
              exchange.awaitDisconnect();
            })) {
      ChunkStream<AiMessageChunk> stream = model(server.baseUrl()).stream("Hi");
      Future<AiMessageChunk> waiting = Reading.inBackground(stream::next);
      started.await();

      stream.close();

      Reading.assertClosed(waiting);
      server.nextExchange().awaitOver();
    }
  }
}
