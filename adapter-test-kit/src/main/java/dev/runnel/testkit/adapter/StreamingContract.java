package dev.runnel.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Text comes piece by piece, when it is sent, and adds up to the answer with all that is told. */
public interface StreamingContract extends AdapterContract {
  /** Each piece that is sent is a chunk. */
  @Test
  default void eachPieceOfTextIsAChunk() throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEvents()
                    .role()
                    .text("Hel")
                    .text("lo")
                    .text(" ")
                    .finish("stop")
                    .usage(9, 3)
                    .done())) {
      Reading.Seen seen = Reading.read(model(server.baseUrl()));

      assertThat(seen.failure()).isNull();
      assertThat(seen.texts()).containsExactly("Hel", "lo", " ");
      ChatExchange exchange = server.nextExchange();
      assertThat(exchange.head()).startsWith("POST /v1/chat/completions ");
      assertThat(exchange.request().path("stream").booleanValue()).isTrue();
      JsonNode messages = exchange.request().path("messages");
      assertThat(messages).hasSize(1);
      assertThat(messages.at("/0/role").stringValue()).isEqualTo("user");
      assertThat(messages.at("/0/content").toString()).contains("Hi");
      assertThat(server.failures()).isEmpty();
    }
  }

  /** The whole is what the chunks add up to, and says of the answer what the provider told. */
  @Test
  default void theWholeHasWhatIsToldOfTheAnswer() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange.startEvents().text("Hel").text("lo").finish("stop").usage(9, 3).done())) {
      ChatModel model = model(server.baseUrl());
      AiMessage whole = model.invoke("Hi");

      assertThat(whole.text()).isEqualTo("Hello");
      assertThat(whole.info().id()).isEqualTo("chatcmpl-1");
      assertThat(whole.info().model()).isEqualTo("m");
      assertThat(whole.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(whole.usage()).isEqualTo(new TokenUsage(9, 3));
      assertThat(model.stream("Hi", chunk -> {})).isEqualTo(whole);
    }
  }

  /** Why an answer ended is told in Runnel's words. */
  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "length, LENGTH",
    "tool_calls, TOOL_CALLS",
    "content_filter, CONTENT_FILTER"
  })
  default void whyItEndedIsTold(String told, FinishReason reason) {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().text("x").finish(told).done())) {
      assertThat(model(server.baseUrl()).invoke("Hi").finishReason()).isEqualTo(reason);
    }
  }

  /** Cached tokens and those of thoughts are counted. */
  @Test
  default void cachedAndReasoningTokensAreCounted() {
    String usage =
        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":7,"
            + "\"total_tokens\":17,\"prompt_tokens_details\":{\"cached_tokens\":4},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":5}}}";
    try (ChatServer server =
        ChatServer.start(
            exchange -> exchange.startEvents().text("x").finish("stop").event(usage).done())) {
      assertThat(model(server.baseUrl()).invoke("Hi").usage())
          .isEqualTo(new TokenUsage(10, 7, 17, 4, 0, 5));
    }
  }

  /** Nothing is held back until more comes. */
  @Test
  default void aPieceIsReadBeforeTheNextOneIsSent() {
    CountDownLatch read = new CountDownLatch(1);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().role().text("one");
              read.await();
              exchange.text("two").finish("stop").done();
            })) {
      StringBuilder text = new StringBuilder();
      try (ChunkStream<AiMessageChunk> stream = model(server.baseUrl()).stream("Hi")) {
        while (text.isEmpty()) {
          text.append(stream.next().text());
        }
        assertThat(text).hasToString("one");
        read.countDown();
        stream.forEach(chunk -> text.append(chunk.text()));
      }
      assertThat(text).hasToString("onetwo");
    }
  }

  /** Characters of several bytes are whole, also where packets cut them. */
  @Test
  default void textIsWholeWhereverTheBytesAreCut() {
    String text = "é 漢字 🦜 \uD83D\uDC68\u200D\uD83D\uDC69";
    byte[] event =
        ChatExchange.bytesOf(
            ChatExchange.delta("{\"content\":" + ChatExchange.json(text) + "}", null));
    assertThat(new String(event, StandardCharsets.UTF_8)).contains(text);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().role();
              for (byte one : event) {
                exchange.chunk(new byte[] {one});
              }
              for (int cut = 1; cut < event.length; cut += 7) {
                exchange.chunk(Arrays.copyOfRange(event, 0, cut));
                exchange.chunk(Arrays.copyOfRange(event, cut, event.length));
              }
              exchange.finish("stop").done();
            })) {
      List<String> texts = Reading.read(model(server.baseUrl())).texts();

      assertThat(texts).hasSizeGreaterThan(10).containsOnly(text);
    }
  }

  /** One model answers many at the same time: none waits for the end of another. */
  @Test
  default void manyAnswersStreamAtTheSameTime() throws Exception {
    int calls = 20;
    CountDownLatch allHaveTheirFirstPiece = new CountDownLatch(calls);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().text("one");
              allHaveTheirFirstPiece.await();
              exchange.text("two").finish("stop").done();
            })) {
      ChatModel model = model(server.baseUrl());
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        answers.add(Reading.inBackground(() -> read(model, allHaveTheirFirstPiece)));
      }

      for (Future<String> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("onetwo");
      }
      assertThat(server.failures()).isEmpty();
    }
  }

  private static String read(ChatModel model, CountDownLatch first) {
    StringBuilder text = new StringBuilder();
    model.stream("Hi")
        .forEach(
            chunk -> {
              text.append(chunk.text());
              if (chunk.text().equals("one")) {
                first.countDown();
              }
            });
    return text.toString();
  }
}
