package dev.runnel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.redis.RedisStreamStore.Settings;
import dev.runnel.serve.StreamStoreException;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Servers that know the same Redis, one of which is killed; and a Redis that is killed. */
@Timeout(120)
@EnabledIfSystemProperty(
    named = "runnel.redis.url",
    matches = "redis:.+",
    disabledReason = "no Redis server is named by -Drunnel.redis.url")
class RedisServersTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private RedisProcess redis;
  private RedisClient client;
  private RedisStreamStore store;
  private RunnelServer server;
  private final CountDownLatch told = new CountDownLatch(1);

  @BeforeEach
  void start() throws Exception {
    redis = RedisProcess.start(folder);
    client = RedisClient.create(redis.url());
    store = RedisStreamStore.connect(client, Settings.DEFAULT.withTimeout(Duration.ofSeconds(2)));
    server = ServingProcess.serve(store, () -> ServingProcess.isTold(told));
  }

  @AfterEach
  void stop() throws Exception {
    told.countDown();
    if (server != null) {
      server.close();
      store.close();
      client.shutdown();
      redis.close();
    }
  }

  /** One connection of an {@code EventSource}. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;
    private final List<String> seen = new ArrayList<>();
    private String lastId = "";

    Client(int port, String address, String lastId) throws IOException {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(30_000);
      String header = lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n";
      String request = "GET /model%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n";
      socket
          .getOutputStream()
          .write(request.formatted(address, header).getBytes(StandardCharsets.US_ASCII));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).startsWith("HTTP/1.1 200");
    }

    /** Reads the names and data of events up to one that holds a text. */
    List<String> readTo(String text) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          lastId = line.substring(4);
        } else if (line.startsWith("data: ") || line.startsWith("event: ")) {
          seen.add(line);
          if (line.contains(text)) {
            return seen;
          }
        }
      }
      return seen;
    }

    String run() {
      return lastId.substring(0, lastId.indexOf('.'));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static HttpRequest.Builder request(int port, String address) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/model" + address));
  }

  /** Reads the first three chunks, of which the run makes no more yet, and leaves. */
  private static Client leave(int port) throws Exception {
    try (Client first = new Client(port, "?input=x", "")) {
      assertThat(first.readTo("\"b\"")).containsExactly("data: \"a\"", "data: \"b\"");
      return first;
    }
  }

  @Test
  void aClientOfAServerThatIsKilledGoesOnAtAnotherOne() throws Exception {
    String lastId;
    try (ServingProcess killed = ServingProcess.start(redis.url())) {
      Client first = leave(killed.port());
      lastId = first.lastId;
      try (Client all = new Client(server.port(), "/" + first.run() + "/stream", "")) {
        all.readTo("\"c\"");
      }
      killed.kill();
    }

    try (Client second = new Client(server.port(), "?input=x", lastId)) {
      assertThat(second.readTo("nothing"))
          .hasSize(3)
          .startsWith("data: \"c\"", "event: error")
          .last()
          .asString()
          .contains("The server that ran this is gone. Run ");
    }
  }

  @Test
  void aClientGetsTheRestAtAnotherServerFromARunThatLives() throws Exception {
    try (ServingProcess other = ServingProcess.start(redis.url())) {
      Client first = leave(other.port());
      Client second = new Client(server.port(), "?input=x", first.lastId);
      Client third = new Client(server.port(), "/" + first.run() + "/stream", "");
      second.readTo("\"c\"");
      third.readTo("\"c\"");

      other.goOn();

      assertThat(second.readTo("run_id"))
          .hasSize(5)
          .startsWith("data: \"c\"", "data: \"d\"", "data: \"e\"", "event: end");
      assertThat(third.readTo("run_id")).hasSize(7).startsWith("data: \"a\"", "data: \"b\"");
      second.close();
      third.close();
    }
  }

  @Test
  void aRunIsStoppedFromAnotherServer() throws Exception {
    try (ServingProcess other = ServingProcess.start(redis.url())) {
      Client first = leave(other.port());
      Client second = new Client(server.port(), "?input=x", first.lastId);

      HttpResponse<Void> stopped =
          HTTP.send(
              request(server.port(), "/" + first.run() + "/stream").DELETE().build(),
              BodyHandlers.discarding());

      assertThat(stopped.statusCode()).isEqualTo(204);
      assertThat(second.readTo("run_id"))
          .contains("event: error")
          .last()
          .asString()
          .contains("The run was stopped.");
      second.close();
    }
  }

  @Test
  void aRunGoesOnWithItsClientWhereRedisIsKilled() throws Exception {
    Client first = new Client(server.port(), "?input=x", "");
    first.readTo("\"c\"");
    Client second = new Client(server.port(), "/" + first.run() + "/stream", "");
    second.readTo("\"c\"");

    redis.kill();

    assertThat(second.readTo("nothing"))
        .last()
        .asString()
        .contains("The store of streams cannot be reached. Run ");
    assertThat(first.readTo("message"))
        .contains(
            "event: not-resumable",
            "data: {\"message\":\"The store of streams cannot be reached.\"}");
    told.countDown();
    assertThat(first.readTo("run_id"))
        .containsSubsequence("data: \"d\"", "data: \"e\"", "event: end");
    first.close();
    second.close();
    HttpResponse<String> asked =
        HTTP.send(
            request(server.port(), "/" + first.run() + "/stream").build(), BodyHandlers.ofString());
    assertThat(asked.statusCode()).isEqualTo(503);
    Eventually.isTrue(() -> openRuns() == 0);
  }

  @Test
  void aRunThatNobodyReadsEndsWhereRedisIsKilled() throws Exception {
    leave(server.port());
    Eventually.isTrue(() -> openRuns() == 1);

    redis.kill();

    Eventually.isTrue(() -> openRuns() == 0);
  }

  /** Redis answers nothing for a while: neither the run nor its client waits for it. */
  @Test
  void aRunGoesOnWithItsClientWhereRedisIsStuck() throws Exception {
    Client first = new Client(server.port(), "?input=x", "");
    first.readTo("\"c\"");
    RedisClient other = RedisClient.create(redis.url());
    other.connect().sync().clientPause(60_000);

    told.countDown();
    Background<List<String>> reading = Background.run(() -> first.readTo("run_id"));

    assertThat(reading.result())
        .containsSubsequence("event: not-resumable", "event: end")
        .contains("data: \"d\"", "data: \"e\"");
    first.close();
    redis.kill();
    other.shutdown();
  }

  /** What was asked of a Redis that is gone is cancelled then. */
  @Test
  void aStoreThatIsClosedIsNotWaitedFor() throws Exception {
    RedisStreamStore another =
        RedisStreamStore.connect(client, Settings.DEFAULT.withTimeout(Duration.ofMinutes(1)));
    redis.kill();
    List<RedisFuture<byte[]>> asked = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      asked.add(another.redis().get("a"));
    }

    another.close();

    for (RedisFuture<byte[]> answer : asked) {
      assertThatThrownBy(() -> another.get(answer)).isInstanceOf(StreamStoreException.class);
    }
  }

  private int openRuns() {
    try {
      String text =
          HTTP.send(HttpRequest.newBuilder(server.uri("/metrics")).build(), BodyHandlers.ofString())
              .body();
      return Integer.parseInt(text.replaceAll("(?s).*\nrunnel_server_open_runs (\\d+)\n.*", "$1"));
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }
}
