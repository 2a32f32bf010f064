package dev.runnel.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.ChatModel;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails says why, after the chunks that came before, and no cut answer passes for whole. */
public interface FailureContract extends AdapterContract {
  /** A refusal says what the provider said. */
  @ParameterizedTest
  @ValueSource(
      strings = {"400 Bad Request", "401 Unauthorized", "429 Too Many Requests", "503 Unavailable"})
  default void aRefusedRequestSaysWhy(String status) {
    try (ChatServer server = ChatServer.start(exchange -> exchange.error(status, "Not today, m"))) {
      assertThatThrownBy(() -> model(server.baseUrl()).invoke("Hi"))
          .hasStackTraceContaining("Not today, m");
    }
  }

  /** An error in the middle comes after what was sent before it. */
  @Test
  default void anErrorAmongTheEventsComesAfterTheChunksBeforeIt() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEvents()
                    .role()
                    .text("Hel")
                    .event("{\"error\":{\"message\":\"overloaded now\",\"type\":\"server_error\"}}")
                    .done())) {
      Reading.Seen seen = Reading.read(model(server.baseUrl()));

      assertThat(seen.failure()).isNotNull().hasStackTraceContaining("overloaded now");
      assertThat(seen.texts()).containsExactly("Hel");
    }
  }

  /** A connection that breaks is a failure, also where the model has been silent for a while. */
  @Test
  default void aConnectionCutInTheMiddleIsAFailureAfterTheChunksBeforeIt() {
    CountDownLatch read = new CountDownLatch(2);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().role().text("Hel").text("lo");
              read.await();
            })) {
      StringBuilder text = new StringBuilder();
      ChatModel model = model(server.baseUrl());

      assertThatThrownBy(
              () ->
                  model.stream("Hi")
                      .forEach(
                          chunk -> {
                            text.append(chunk.text());
                            if (!chunk.text().isEmpty()) {
                              read.countDown();
                            }
                          }))
          .hasRootCauseInstanceOf(IOException.class);
      assertThat(text).hasToString("Hello");
    }
  }

  /** What was sent before a cut is read, however quickly the cut follows. */
  @Test
  default void whatCameBeforeACutIsNeverLost() {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().role().text("Hel").text("lo"))) {
      ChatModel model = model(server.baseUrl());
      for (int i = 0; i < 50; i++) {
        Reading.Seen seen = Reading.read(model);

        assertThat(seen.failure()).isNotNull();
        assertThat(seen.texts()).containsExactly("Hel", "lo");
      }
    }
  }

  /** A body that ends without the mark of its end is a failure, although HTTP sees none. */
  @Test
  default void anAnswerWithoutItsEndIsAFailure() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEventsWithoutLength()
                    .raw(
                        ChatExchange.bytesOf(ChatExchange.delta("{\"content\":\"Hel\"}", null))))) {
      Reading.Seen seen = Reading.read(model(server.baseUrl()));

      assertThat(seen.failure()).isNotNull();
      assertThat(String.join("", seen.texts())).isEqualTo("Hel");
    }
  }

  /** A server that is not there is a failure. */
  @Test
  default void aServerThatIsNotThereIsAFailure() {
    ChatServer server = ChatServer.start(exchange -> {});
    server.close();

    assertThatThrownBy(() -> model(server.baseUrl()).invoke("Hi"))
        .hasRootCauseInstanceOf(IOException.class);
  }
}
