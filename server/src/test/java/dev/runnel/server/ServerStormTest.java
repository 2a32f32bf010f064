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
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many clients at once, of which a third leave at a random moment and a third read slowly, and
 * models that fail, stall and end. The system property {@code runnel.clients} says how many.
 */
@Timeout(300)
class ServerStormTest {
  private static final int CLIENTS = Integer.getInteger("runnel.clients", 200);
  private static final int CHUNKS = 40;
  private static final List<String> ENDS =
      List.of("event: end", "event: error", " 503 ", "refused");

  private final long seed = System.nanoTime();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();

  /** A model's chunks, which name who asked. It may fail in the middle, or say nothing any more. */
  private final class Model implements Iterator<String>, AutoCloseable {
    private final String asker;
    private final int failsAt;
    private final int stallsAt;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int given;

    Model(String asker) {
      this.asker = asker;
      Random random = new Random(seed ^ asker.hashCode());
      int kind = random.nextInt(3);
      failsAt = kind == 0 ? random.nextInt(CHUNKS) : CHUNKS;
      stallsAt = kind == 1 ? random.nextInt(CHUNKS) : CHUNKS;
      open.incrementAndGet();
      opened.incrementAndGet();
    }

    @Override
    public boolean hasNext() {
      return given < CHUNKS;
    }

    @Override
    public String next() {
      if (given == failsAt) {
        throw new IllegalStateException("The model fails.");
      }
      if (given == stallsAt) {
        stall();
      }
      return asker + "/" + given++ + "#".repeat(500);
    }

    /** Says nothing for a while, unless it is closed. */
    private void stall() {
      try {
        if (closed.await(300, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("The model was closed.");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The model was interrupted.", interrupted);
      }
    }

    @Override
    public void close() {
      closed.countDown();
      open.decrementAndGet();
    }
  }

  private RunnelServer serve(RunnelServerTest.Engine engine) {
    ServeOptions options =
        ServeOptions.DEFAULT
            .withHeartbeat(Duration.ofMillis(100))
            .withWriteTimeout(Duration.ofSeconds(2));
    return RunnelServer.builder()
        .serve(
            RunnableGenerator.ofStream(
                "model", Whole.text(), (String asker) -> ChunkStream.from(new Model(asker))),
            ChainInput.of(String.class),
            "/model")
        .options(options)
        .engine(engine.engine())
        .start(0);
  }

  @ParameterizedTest
  @EnumSource(RunnelServerTest.Engine.class)
  void leavesNothingOpenAndMixesNothingUp(RunnelServerTest.Engine engine) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(Math.min(CLIENTS, 500));
    try (RunnelServer server = serve(engine)) {
      long sockets = Leftovers.sockets();
      List<Future<Integer>> reading = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int number = client;
        reading.add(clients.submit(() -> read(server, number)));
      }
      for (Future<Integer> one : reading) {
        assertThat(one.get()).as("seed %d", seed).isNotNegative();
      }
      Eventually.isTrue(() -> open.get() == 0);
      Eventually.isTrue(() -> Leftovers.sockets() <= sockets);
      assertThat(opened.get()).as("seed %d", seed).isBetween(CLIENTS / 2, CLIENTS);
    } finally {
      clients.shutdownNow();
    }
    assertThat(open.get()).isZero();
    Eventually.isTrue(() -> Leftovers.working().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(RunnelServerTest.Engine.class)
  void whoeverIsServedWhenTheServerStopsGetsAnEnd(RunnelServerTest.Engine engine) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(Math.min(CLIENTS, 500));
    try {
      List<Future<String>> reading = new ArrayList<>();
      try (RunnelServer server = serve(engine)) {
        for (int client = 0; client < CLIENTS; client++) {
          int number = client;
          reading.add(clients.submit(() -> all(server.port(), number)));
        }
        Eventually.isTrue(() -> opened.get() >= CLIENTS / 4);
      }
      for (Future<String> one : reading) {
        // Who comes after the stop is refused, or finds nobody who answers at all.
        String answer = one.get();
        assertThat(answer.isEmpty() || ENDS.stream().anyMatch(answer::contains))
            .as("seed %d: %s", seed, answer)
            .isTrue();
      }
      Eventually.isTrue(() -> open.get() == 0);
      Eventually.isTrue(() -> Leftovers.working().isEmpty());
    } finally {
      clients.shutdownNow();
    }
  }

  /** Reads an answer to its end; what the system says where there is none. */
  private static String all(int port, int number) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request(number));
      return text(socket.getInputStream(), Integer.MAX_VALUE, 8192);
    } catch (IOException refused) {
      return "refused: " + refused;
    }
  }

  /** Reads as the client's number says, and returns how many chunks came. */
  private int read(RunnelServer server, int number) throws IOException {
    Random random = new Random(seed + number);
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request(number));
      InputStream in = socket.getInputStream();
      int limit = number % 3 == 0 ? random.nextInt(CHUNKS * 600) : Integer.MAX_VALUE;
      int piece = number % 3 == 1 ? 64 : 8192;
      String text = text(in, limit, piece);
      List<String> chunks = text.lines().filter(line -> line.startsWith("data: \"")).toList();
      for (int i = 0; i < chunks.size(); i++) {
        assertThat(("data: \"c" + number + "/" + i + "#").startsWith(head(chunks.get(i)))).isTrue();
      }
      boolean isWhole = text.contains("event: end") || text.contains("event: error");
      assertThat(isWhole || limit != Integer.MAX_VALUE)
          .as("client %d got an answer without end, seed %d", number, seed)
          .isTrue();
      return chunks.size();
    }
  }

  private static byte[] request(int number) {
    String request =
        "GET /model?input=c%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    return request.formatted(number).getBytes(StandardCharsets.US_ASCII);
  }

  private static String head(String line) {
    int end = line.indexOf('#');
    return end < 0 ? line : line.substring(0, end + 1);
  }

  private static String text(InputStream in, int limit, int piece) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] bytes = new byte[piece];
    for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
      text.append(new String(bytes, 0, read, StandardCharsets.US_ASCII));
      if (text.length() >= limit) {
        break;
      }
    }
    return text.toString();
  }
}
