package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectLimitTest {
  private final CompletableFuture<String> sent = new CompletableFuture<>();

  @Test
  void aRequestThatGetsNoConnectionInTimeIsEnded() {
    CompletableFuture<String> limited = new ConnectLimit(Duration.ofMillis(1)).limit(sent);

    assertThatThrownBy(limited::join)
        .hasCauseInstanceOf(HttpConnectTimeoutException.class)
        .hasMessageContaining("PT0.001S");
    assertThat(sent).isCancelled();
  }

  @Test
  void oneThatHasAConnectionMayTakeItsTime() {
    ConnectLimit limit = new ConnectLimit(Duration.ZERO);
    BodyPublisher body = limit.watch(BodyPublishers.ofString("asked"));

    assertThat(body.contentLength()).isEqualTo(5);
    assertThat(read(body)).isEqualTo("asked");
    CompletableFuture<String> limited = limit.limit(sent);
    assertThat(limited).isNotDone();
    sent.complete("answered");

    assertThat(limited).isCompletedWithValue("answered");
  }

  @Test
  void whatFailsBeforeFailsAsItWas() {
    IOException refused = new IOException("refused");
    CompletableFuture<String> limited = new ConnectLimit(Duration.ofDays(1)).limit(sent);

    sent.completeExceptionally(refused);

    assertThatThrownBy(limited::join).hasCause(refused);
  }

  private static String read(BodyPublisher body) {
    var text = BodySubscribers.ofString(StandardCharsets.UTF_8);
    body.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            text.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer bytes) {
            text.onNext(List.of(bytes));
          }

          @Override
          public void onError(Throwable failure) {
            text.onError(failure);
          }

          @Override
          public void onComplete() {
            text.onComplete();
          }
        });
    return text.getBody().toCompletableFuture().join();
  }
}
