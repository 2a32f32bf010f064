package dev.runnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.StreamStore;
import dev.runnel.server.RunnelServerTest.Engine;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.ScriptedRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that go on without their clients, over HTTP. */
@Timeout(120)
class ResumableServerTest {
  private static final int CLIENTS = 60;
  private static final int CHUNKS = 40;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Gate gate = new Gate();
  private final ScriptedChatModel model =
      ScriptedChatModel.builder().otherwise(Script.of("Why", " not", "?").gatedBy(gate)).build();

  private RunnelServer.Builder server(Engine engine) {
    return RunnelServer.serve(new JokesRunnables(model).joke(), "/joke")
        .engine(engine.engine())
        .options(ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50)))
        .resumable(StreamStore.inMemory(), MINUTE);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder stream(RunnelServer server, String run) {
    return HttpRequest.newBuilder(server.uri("/joke/" + run + "/stream"));
  }

  /** Asks, reads up to the first chunk, and breaks the connection. */
  private String leave(RunnelServer server, String... headers) throws IOException {
    try (Client client = new Client(server.port(), "/joke?input=a", headers)) {
      gate.open();
      client.readChunks(1);
      return client.run();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void goesOnWithoutItsClient(Engine engine) throws Exception {
    try (RunnelServer server = server(engine).start(0)) {
      String run = leave(server);
      gate.awaitWaiting();
      gate.openForGood();

      assertThat(send(stream(server, run)).body())
          .contains("\"Why\"", "\" not\"", "\"?\"", "event: end");
      assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.COMPLETED);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void endsWhenAClientAsksForIt(Engine engine) throws Exception {
    try (RunnelServer server = server(engine).start(0)) {
      String run = leave(server);

      assertThat(send(stream(server, run).DELETE()).statusCode()).isEqualTo(204);

      assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
      assertThat(send(stream(server, run)).body()).contains("event: error", "was stopped");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void asksTheGuardAlsoOfWhoComesBackAndOfWhoStops(Engine engine) throws Exception {
    String header = "Authorization: Bearer secret";
    try (RunnelServer server =
        server(engine).guard(RequestGuard.bearer("secret"::equals)).start(0)) {
      String run = leave(server, header);

      assertThat(send(stream(server, run)).statusCode()).isEqualTo(401);
      assertThat(send(stream(server, run).DELETE()).statusCode()).isEqualTo(401);
      assertThat(model.lastRun().state()).isEqualTo(ScriptedRun.State.OPEN);
      gate.openForGood();
      assertThat(send(stream(server, run).header("Authorization", "Bearer secret")).body())
          .contains("event: end");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void letsPagesOfAllowedOriginsStopARun(Engine engine) throws Exception {
    try (RunnelServer server = server(engine).allowOrigins("https://example.com").start(0)) {
      HttpResponse<String> allowed =
          send(
              stream(server, "x")
                  .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                  .headers(
                      "Origin", "https://example.com",
                      "Access-Control-Request-Method", "DELETE"));

      assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
          .contains("DELETE");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void endsRunsWithoutClientsWhenItStops(Engine engine) throws Exception {
    RunnelServer server = server(engine).start(0);
    leave(server);
    gate.awaitWaiting();

    server.close();

    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
    Eventually.isTrue(() -> Leftovers.working().isEmpty());
  }

  /** One connection of an {@code EventSource}. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;
    private final List<String> chunks = new ArrayList<>();
    private String lastId = "";
    private boolean isOver;

    Client(int port, String address, String... headers) throws IOException {
      socket = new Socket("127.0.0.1", port);
      String head =
          "GET "
              + address
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + String.join("", List.of(headers).stream().map(header -> header + "\r\n").toList())
              + "\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Reads some chunks, or to the end. What an event says counts behind its empty line. */
    void readChunks(int number) throws IOException {
      String id = "";
      @Nullable String chunk = null;
      while (!isOver && (chunks.size() < number || lastId.isEmpty())) {
        String line = lines.readLine();
        assertThat(line).as("The answer breaks off.").isNotNull();
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: \"")) {
          chunk = line.substring(7).replaceAll("[#\"].*", "");
        } else if (line.startsWith("event: ")) {
          assertThat(line).isEqualTo("event: end");
          isOver = true;
        } else if (line.isEmpty() && !id.isEmpty()) {
          lastId = id;
          if (chunk != null) {
            chunks.add(chunk);
          }
          chunk = null;
        }
      }
    }

    String run() {
      return lastId.substring(0, lastId.indexOf('.'));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Chunks that name who asked. In their middle they wait until their client has come back. */
  private static final class Chunks implements Iterator<String>, AutoCloseable {
    private final String asker;
    private final int waitsAt;
    private final CountDownLatch back;
    private final AtomicInteger open;
    private int given;

    Chunks(String asker, int waitsAt, CountDownLatch back, AtomicInteger open) {
      this.asker = asker;
      this.waitsAt = waitsAt;
      this.back = back;
      this.open = open;
      open.incrementAndGet();
    }

    @Override
    public boolean hasNext() {
      return given < CHUNKS;
    }

    @Override
    public String next() {
      if (given == waitsAt) {
        try {
          back.await();
        } catch (InterruptedException interrupted) {
          throw new IllegalStateException("The run was cancelled.", interrupted);
        }
      }
      return asker + "/" + given++ + "#".repeat(300);
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }

  /** Each client is cut off twice, somewhere, and gets each chunk once. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void givesEachClientEachChunkOnceWhereverItIsCutOff(Engine engine) throws Exception {
    long seed = System.nanoTime();
    AtomicInteger open = new AtomicInteger();
    Map<String, CountDownLatch> back = new ConcurrentHashMap<>();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (RunnelServer server =
        RunnelServer.builder()
            .serve(
                RunnableGenerator.ofStream(
                    "model",
                    Whole.text(),
                    (String asker) ->
                        ChunkStream.from(
                            new Chunks(
                                asker,
                                new Random(seed ^ asker.hashCode()).nextInt(CHUNKS),
                                back.computeIfAbsent(asker, key -> new CountDownLatch(1)),
                                open))),
                ChainInput.of(String.class),
                "/model")
            .options(ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(100)))
            .resumable(StreamStore.inMemory(), MINUTE)
            .engine(engine.engine())
            .start(0)) {
      long sockets = Leftovers.sockets();
      List<Future<List<String>>> reading = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String asker = "c" + i;
        reading.add(clients.submit(() -> read(server.port(), asker, seed, back)));
      }
      for (int i = 0; i < CLIENTS; i++) {
        List<String> all = new ArrayList<>();
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
          all.add("c" + i + "/" + chunk);
        }
        assertThat(reading.get(i).get()).as("seed %d", seed).isEqualTo(all);
      }
      Eventually.isTrue(() -> open.get() == 0);
      Eventually.isTrue(() -> Leftovers.sockets() <= sockets);
    } finally {
      clients.shutdownNow();
    }
    Eventually.isTrue(() -> Leftovers.working().isEmpty());
  }

  private static List<String> read(
      int port, String asker, long seed, Map<String, CountDownLatch> back) throws IOException {
    Random random = new Random(seed + asker.hashCode());
    int waitsAt = new Random(seed ^ asker.hashCode()).nextInt(CHUNKS);
    List<String> all = new ArrayList<>();
    String lastId = "";
    boolean isOver = false;
    for (int visit = 0; !isOver; visit++) {
      if (visit > 0) {
        back.computeIfAbsent(asker, key -> new CountDownLatch(1)).countDown();
      }
      String[] headers =
          lastId.isEmpty() ? new String[0] : new String[] {"Last-Event-ID: " + lastId};
      try (Client client = new Client(port, "/model?input=" + asker, headers)) {
        int most = visit == 0 ? waitsAt : CHUNKS - waitsAt;
        client.readChunks(visit < 2 ? random.nextInt(most + 1) : CHUNKS + 1);
        all.addAll(client.chunks);
        lastId = client.lastId;
        isOver = client.isOver;
      }
    }
    return all;
  }
}
