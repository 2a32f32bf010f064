package dev.runnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.ServeOptions;
import dev.runnel.shared.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pays a server visits of all kinds, and counts what is left of them. */
@Timeout(120)
class VisitsTest {
  private static final int ROUNDS = 15;
  private static final int AT_ONCE = 8;
  private static final int MAX_BODY = 1000;

  /** How a client leaves. */
  private enum Leaving {
    AT_ONCE,
    AFTER_A_CHUNK,
    BY_RESET_AFTER_A_CHUNK,
    AT_THE_END
  }

  /** What a client sends, and how it leaves. */
  private enum Visit {
    NOTHING("", Leaving.AT_ONCE),
    HALF_A_HEAD("GET /model?inp", Leaving.AT_ONCE),
    HALF_A_BODY(post("/model", 100, "\"ok"), Leaving.AT_ONCE),
    NO_HTTP("hello\r\n\r\n", Leaving.AT_THE_END),
    MALFORMED(get("/model?input=%zz"), Leaving.AT_THE_END),
    UNKNOWN(get("/nothing"), Leaving.AT_THE_END),
    WRONG_METHOD(
        "PUT /model HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", Leaving.AT_THE_END),
    HEAD(
        "HEAD /model HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", Leaving.AT_THE_END),
    NO_INPUT(get("/model"), Leaving.AT_THE_END),
    NO_JSON(post("/model", 5, "hello"), Leaving.AT_THE_END),
    TOO_LARGE(post("/model", 2 * MAX_BODY, "x".repeat(2 * MAX_BODY)), Leaving.AT_THE_END),
    STREAM(get("/model?input=ok"), Leaving.AT_THE_END),
    TWO_ON_ONE_CONNECTION(
        "GET /model?input=ok HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/model?input=ok"),
        Leaving.AT_THE_END),
    WHOLE(post("/model/whole", 4, "\"ok\""), Leaving.AT_THE_END),
    LANGSERVE(post("/model/stream_events", 14, "{\"input\":\"ok\"}"), Leaving.AT_THE_END),
    FAILURE(get("/model?input=fails"), Leaving.AT_THE_END),
    FAILURE_OF_A_WHOLE(post("/model/whole", 7, "\"fails\""), Leaving.AT_THE_END),
    LEFT_BEFORE_THE_ANSWER(get("/model?input=endless"), Leaving.AT_ONCE),
    LEFT_IN_THE_MIDDLE(get("/model?input=endless"), Leaving.AFTER_A_CHUNK),
    RESET_IN_THE_MIDDLE(get("/model?input=endless"), Leaving.BY_RESET_AFTER_A_CHUNK),
    LEFT_WHILE_SILENT(get("/model?input=silent"), Leaving.AFTER_A_CHUNK),
    RESET_WHILE_SILENT(get("/model?input=silent"), Leaving.BY_RESET_AFTER_A_CHUNK);

    private final String request;
    private final Leaving leaving;

    Visit(String request, Leaving leaving) {
      this.request = request;
      this.leaving = leaving;
    }

    private static String get(String address) {
      return "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    private static String post(String path, int length, String body) {
      return "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %s\r\n\r\n%s"
          .formatted(path, length, body);
    }

    void pay(int port) throws IOException {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream answer = socket.getInputStream();
        if (leaving == Leaving.AT_THE_END) {
          String text = new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
          assertThat(text).as(name()).startsWith("HTTP/1.1 ").doesNotContain("\tat ");
        } else if (leaving != Leaving.AT_ONCE) {
          readAChunk(answer);
        }
        if (leaving == Leaving.BY_RESET_AFTER_A_CHUNK) {
          socket.setSoLinger(true, 0);
        }
      }
    }
  }

  private static void readAChunk(InputStream answer) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("data: ") < 0) {
      int read = answer.read();
      assertThat(read).as("%s", text).isNotNegative();
      text.append((char) read);
    }
  }

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();

  /** A model that does what it is asked to do. */
  private final class Model implements Iterator<String>, AutoCloseable {
    private final String order;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int given;

    Model(String order) {
      this.order = order;
      open.incrementAndGet();
      opened.incrementAndGet();
    }

    @Override
    public boolean hasNext() {
      return given < 3 || order.equals("endless");
    }

    @Override
    public String next() {
      if (given == 1 && order.equals("fails")) {
        throw new IllegalStateException("The model fails.");
      }
      if (given == 1 && order.equals("silent")) {
        awaitClose();
      }
      return "chunk " + given++;
    }

    private void awaitClose() {
      try {
        closed.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("The model was closed.");
    }

    @Override
    public void close() {
      closed.countDown();
      open.decrementAndGet();
    }
  }

  private RunnelServer serve(RunnelServerTest.Engine engine) {
    return RunnelServer.builder()
        .serve(
            RunnableGenerator.ofStream(
                "model", Whole.text(), (String order) -> ChunkStream.from(new Model(order))),
            ChainInput.of(String.class),
            "/model")
        .options(ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50)))
        .limits(ServerLimits.DEFAULT.withMaxBody(MAX_BODY))
        .engine(engine.engine())
        .start(0);
  }

  @ParameterizedTest
  @EnumSource(RunnelServerTest.Engine.class)
  void leavesNoRunNoSocketAndNoThread(RunnelServerTest.Engine engine) throws Exception {
    long seed = System.nanoTime();
    try (RunnelServer server = serve(engine)) {
      Visit.STREAM.pay(server.port());
      Eventually.isTrue(() -> open.get() == 0);
      long sockets = Leftovers.sockets();

      payAll(server.port(), seed);

      Eventually.isZero(open::get);
      Eventually.isTrue(() -> Leftovers.sockets() <= sockets);
      // Whether a run begins for who leaves before the answer is open.
      assertThat(opened.get()).as("seed %d", seed).isBetween(11 * ROUNDS, 12 * ROUNDS + 1);
    }
    Eventually.isZero(open::get);
    Eventually.isTrue(() -> Leftovers.working().isEmpty());
  }

  private static void payAll(int port, long seed) throws Exception {
    List<Visit> visits = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      visits.addAll(List.of(Visit.values()));
    }
    Collections.shuffle(visits, new Random(seed));
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Visit>> paid = new ArrayList<>();
      for (Visit visit : visits) {
        paid.add(
            clients.submit(
                () -> {
                  visit.pay(port);
                  return visit;
                }));
      }
      for (Future<Visit> one : paid) {
        assertThat(one.get()).as("seed %d", seed).isNotNull();
      }
    } finally {
      clients.shutdownNow();
    }
  }
}
