package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResponseBodyTest {
  private final ResponseBody body = new ResponseBody();
  private final Subscription subscription = new Subscription();

  private static final class Subscription implements Flow.Subscription {
    private volatile long requested;
    private volatile boolean cancelled;

    @Override
    public void request(long more) {
      requested += more;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  @Test
  void itGivesTheBytesThenTheEnd() throws IOException {
    body.onSubscribe(subscription);
    body.onNext(buffers("ab", "", "c"));
    body.onNext(buffers("d\u00e9"));
    body.onComplete();

    assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("abcd\u00e9");
    assertThat(body.read()).isEqualTo(-1);
  }

  @Test
  void aSingleByteIsNeverNegative() throws IOException {
    body.onSubscribe(subscription);
    body.onNext(List.of(ByteBuffer.wrap(new byte[] {(byte) 0xff})));

    assertThat(body.read()).isEqualTo(255);
  }

  @Test
  void itGivesTheBytesThenTheError() throws IOException {
    EOFException cut = new EOFException("cut");
    body.onSubscribe(subscription);
    body.onNext(buffers("ab"));
    body.onError(cut);

    assertThat(body.readNBytes(2)).hasSize(2);
    assertThatThrownBy(body::read).isInstanceOf(IOException.class).hasCause(cut);
  }

  @Test
  void itAsksForTheNextPieceWhenAllIsReadAndNeverStarves() throws IOException {
    body.onSubscribe(subscription);
    assertThat(subscription.requested).isEqualTo(1);
    Random random = new Random(7);
    int came = 0;
    int readable = 0;
    for (int step = 0; step < 10_000; step++) {
      if (random.nextBoolean() && came < subscription.requested) {
        int length = random.nextInt(3);
        body.onNext(buffers("x".repeat(length)));
        came++;
        readable += length;
      } else if (readable > 0) {
        readable -= body.read(new byte[2], 0, Math.min(2, readable));
      }
      assertThat(subscription.requested - came).isEqualTo(readable == 0 ? 1 : 0);
    }
  }

  @Test
  void aReaderThatStandsStillHoldsBackTheSender() {
    body.onSubscribe(subscription);
    body.onNext(buffers("x"));

    assertThat(subscription.requested).isEqualTo(1);
  }

  @Test
  void closingEndsTheRequestAndAWait() throws Exception {
    body.onSubscribe(subscription);
    ExecutorService background = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> waiting = background.submit(() -> body.read());

      body.close();

      assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IOException.class);
      assertThat(subscription.cancelled).isTrue();
    } finally {
      background.shutdownNow();
    }
  }

  @Test
  void closingBeforeTheRequestBeginsEndsIt() {
    body.close();
    body.onSubscribe(subscription);

    assertThat(subscription.cancelled).isTrue();
    assertThat(subscription.requested).isZero();
  }

  @Test
  void anInterruptEndsAWait() {
    body.onSubscribe(subscription);
    Thread.currentThread().interrupt();

    assertThatThrownBy(body::read).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static List<ByteBuffer> buffers(String... texts) {
    return Arrays.stream(texts)
        .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
