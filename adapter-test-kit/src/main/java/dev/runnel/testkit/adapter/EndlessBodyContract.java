package dev.runnel.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server sends without end fills no memory: an adapter that has a limit keeps it. */
public interface EndlessBodyContract extends AdapterContract {
  /** What the sockets of both sides may hold besides. */
  long SOCKETS = 16L * 1024 * 1024;

  /**
   * Returns how many bytes of one body or event the adapter's model takes.
   *
   * @return the limit, small enough for a test
   */
  long byteLimit();

  /** Bodies without end: that of an error, an event of one line, an event of many lines. */
  @ParameterizedTest
  @CsvSource({
    "500 No, text/plain, 'busy '",
    "200 OK, text/event-stream, 'data: more '",
    "200 OK, text/event-stream, 'data: more\n'"
  })
  default void aBodyWithoutEndIsAFailureWithinTheLimit(String status, String type, String text)
      throws Exception {
    byte[] bytes = text.repeat(1000).getBytes(StandardCharsets.UTF_8);
    AtomicLong sent = new AtomicLong();
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.raw(
                  "HTTP/1.1 %s\r\nContent-Type: %s\r\nConnection: close\r\n\r\n"
                      .formatted(status, type));
              sendUntilTheClientLeaves(exchange, bytes, sent);
            })) {
      assertThatThrownBy(() -> model(server.baseUrl()).invoke("Hi"))
          .isInstanceOf(RuntimeException.class);

      server.nextExchange().awaitOver();
      assertThat(sent).hasValueLessThan(byteLimit() + SOCKETS);
    }
  }

  private static void sendUntilTheClientLeaves(
      ChatExchange exchange, byte[] bytes, AtomicLong sent) {
    try {
      while (true) {
        exchange.raw(bytes);
        sent.addAndGet(bytes.length);
      }
    } catch (IOException theClientLeft) {
      return;
    }
  }

  /** The limit is one of events: an answer of many may be longer. */
  @Test
  default void manyEventsMayBeMoreThanTheLimitTogether() {
    String text = "x".repeat(1000);
    int times = Math.toIntExact(byteLimit() / 1000 * 3);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents();
              for (int i = 0; i < times; i++) {
                exchange.text(text);
              }
              exchange.finish("stop").done();
            })) {
      assertThat(model(server.baseUrl()).invoke("Hi").text()).hasSize(times * 1000);
    }
  }
}
