package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.RetryPolicy;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.adapter.ChatServer;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedRequestTest {
  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | PT7S",
        "0 | PT0S",
        "1.5 | PT1.5S",
        "0.25 | PT0.25S",
        "999999999 | PT999999999S",
        "Mon, 5 Jan 2026 10:01:30 GMT | PT1M30S",
        "Mon, 5 Jan 2026 09:00:00 GMT | PT0S",
      })
  void saysHowLongTheServerWantsToBeLeftAlone(String header, Duration expected) {
    assertThat(refused(header).retryAfter()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "-1", "1.", ".5", "1,5", "1e9", "0x10", "NaN", "Infinity", "7 s", ""})
  void aHeaderThatCannotBeReadCountsAsNone(String header) {
    assertThat(refused(header).retryAfter()).isEmpty();
  }

  @Test
  void aWaitThatNoClockCanCountIsTheLongestThatOneCan() {
    assertThat(refused("99999999999999999999").retryAfter())
        .contains(Duration.ofNanos(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({"1500, 7, PT1.5S", "0.5, 7, PT0.0005S", "soon, 7, PT7S", "-1, 7, PT7S"})
  void millisecondsCountBeforeSeconds(String millis, String seconds, Duration expected) {
    Map<String, List<String>> headers =
        Map.of("retry-after-ms", List.of(millis), "retry-after", List.of(seconds));
    RefusedRequest refused =
        new RefusedRequest(429, "Wait.", HttpHeaders.of(headers, (name, value) -> true), NOW);
    assertThat(refused.retryAfter()).contains(expected);
  }

  @Test
  void withoutTheHeaderNothingIsSaid() {
    HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
    RefusedRequest refused = new RefusedRequest(503, "Busy.", none, NOW);
    assertThat(refused.retryAfter()).isEmpty();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused).hasMessage("Busy.");
  }

  @Test
  @Timeout(60)
  void theErrorOfAModelAsksForTheWait() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange.raw(
                    "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 4\r\n"
                        + "Connection: close\r\n\r\nWait"))) {
      ChatModel model =
          LangChain4jChatModel.of(
              OpenAiStreamingChatModel.builder()
                  .baseUrl(server.baseUrl())
                  .apiKey("none")
                  .modelName("tiny")
                  .httpClientBuilder(CancellableHttpClient.builder())
                  .build());
      assertThatThrownBy(() -> model.invoke("Hi"))
          .isInstanceOf(RateLimitException.class)
          .satisfies(
              error ->
                  assertThat(RetryPolicy.DEFAULT.delayAfter(1, error, 0))
                      .isEqualTo(Duration.ofSeconds(7)));
    }
  }

  private static RefusedRequest refused(String header) {
    Map<String, List<String>> headers = Map.of("retry-after", List.of(header));
    return new RefusedRequest(429, "Wait.", HttpHeaders.of(headers, (name, value) -> true), NOW);
  }
}
