package dev.runnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.serve.Protocols;
import dev.runnel.serve.ServeOptions;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RunnelServerTest {
  /** The engines that a server can stand on. */
  enum Engine {
    JETTY,
    JETTY_WITH_HTTP2,
    JDK;

    HttpEngine engine() {
      return switch (this) {
        case JETTY -> HttpEngine.jetty();
        case JETTY_WITH_HTTP2 -> HttpEngine.jettyWithHttp2();
        case JDK -> HttpEngine.jdk();
      };
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final Gate gate = new Gate();

  private static ScriptedChatModel model(Script script) {
    return ScriptedChatModel.builder().otherwise(script).build();
  }

  private static RunnelServer.Builder server(Engine engine, ScriptedChatModel model) {
    return RunnelServer.serve(new JokesRunnables(model).joke(), "/joke").engine(engine.engine());
  }

  private HttpResponse<String> get(URI uri, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(URI uri, String body) throws Exception {
    return client.send(request(uri, body), BodyHandlers.ofString());
  }

  private static HttpRequest request(URI uri, String body) {
    return HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void streamsEachChunkWhenItComes(Engine engine) throws Exception {
    ScriptedChatModel model = model(Script.of("Why", "  not?\n").gatedBy(gate));
    try (RunnelServer server = server(engine, model).start(0)) {
      HttpResponse<InputStream> response =
          client.send(request(server.uri("/joke"), "\"parrots\""), BodyHandlers.ofInputStream());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("text/event-stream; charset=utf-8");
      assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).startsWith(": run ");
      lines.readLine();
      gate.awaitWaiting();
      gate.open();
      assertThat(lines.readLine()).isEqualTo("id: 1");
      assertThat(lines.readLine()).isEqualTo("data: \"Why\"");
      lines.readLine();
      gate.openForGood();
      assertThat(lines.lines().toList())
          .startsWith("id: 2", "data: \"  not?\\n\"", "", "event: end");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void cancelsTheRunOfAClientThatHasLeftWhileTheModelIsSilent(Engine engine) throws Exception {
    ScriptedChatModel model = model(Script.of("Why").await(gate).text(" never"));
    ServeOptions options = ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50));
    try (RunnelServer server = server(engine, model).options(options).start(0)) {
      HttpResponse<InputStream> response =
          client.send(request(server.uri("/joke"), "\"parrots\""), BodyHandlers.ofInputStream());
      Eventually.isTrue(() -> !model.runs().isEmpty());

      response.body().close();

      Eventually.isTrue(() -> model.lastRun().wasCancelled());
    }
  }

  /** The JDK's server reads nothing meanwhile, so only Jetty can see it. */
  @ParameterizedTest
  @ValueSource(strings = {"/joke/whole", "/joke/invoke", "/joke/batch", "/joke/text"})
  void cancelsTheRunOfAClientThatWaitsForTheWholeAndLeaves(String path) throws Exception {
    ScriptedChatModel model = model(Script.of("Why").await(gate).text(" never"));
    ServeOptions options = ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50));
    try (RunnelServer server =
        RunnelServer.serve(
                new JokesRunnables(model).joke(),
                "/joke",
                path.endsWith("/text") ? Protocols.AI_SDK : Protocols.PLAIN,
                Protocols.LANGSERVE)
            .options(options)
            .start(0)) {
      String body =
          path.endsWith("/whole") || path.endsWith("/text")
              ? "\"a\""
              : "{\"input\":\"a\",\"inputs\":[\"a\"]}";
      try (Socket socket = send(server, post(path, body))) {
        assertThat(socket.isConnected()).isTrue();
        gate.awaitWaiting();
      }
      Eventually.isTrue(() -> model.lastRun().wasCancelled());
      Eventually.isTrue(() -> openRuns(server) == 0);
    }
  }

  private static String post(String path, String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %s\r\n\r\n%s"
        .formatted(path, body.length(), body);
  }

  private static Socket send(RunnelServer server, String requests) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void answersARequestThatWasSentWhileTheOneBeforeRan(Engine engine) throws Exception {
    ScriptedChatModel model = model(Script.of("Why").await(gate).text(" not?"));
    ServeOptions options = ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(8));
    int requests = 5;
    try (RunnelServer server = server(engine, model).options(options).start(0);
        Socket socket = send(server, post("/joke/whole", "\"a\""))) {
      gate.awaitWaiting();
      for (int i = 1; i < requests; i++) {
        socket
            .getOutputStream()
            .write(
                post("/joke/whole", "\"" + "a".repeat(200 * i) + "\"")
                    .getBytes(StandardCharsets.US_ASCII));
      }
      AtomicInteger looks = new AtomicInteger();
      Eventually.isTrue(() -> looks.incrementAndGet() > 20);
      gate.openForGood();
      String end = "\"Why not?\"";
      StringBuilder text = new StringBuilder();
      while (text.toString().split(java.util.regex.Pattern.quote(end), -1).length <= requests) {
        int read = socket.getInputStream().read();
        assertThat(read).as("%s", text).isNotNegative();
        text.append((char) read);
      }
      assertThat(model.runs()).hasSize(requests);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void endsRunsThatGiveTheWholeWhenItStops(Engine engine) throws Exception {
    ScriptedChatModel model = model(Script.of("Why").await(gate));
    RunnelServer server = server(engine, model).start(0);
    Background<HttpResponse<String>> waiting =
        Background.run(() -> post(server.uri("/joke/whole"), "\"parrots\""));
    gate.awaitWaiting();

    server.close();

    assertThat(waiting.result().statusCode()).isEqualTo(503);
    assertThat(waiting.result().body()).contains("The server is stopping.");
    assertThat(model.lastRun().wasCancelled()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void givesUpAClientThatDoesNotRead(Engine engine) throws Exception {
    String big = "x".repeat(1 << 20);
    ScriptedChatModel model = model(Script.of(big, big, big, big, big, big, big, big, big, big));
    ServeOptions options =
        ServeOptions.DEFAULT
            .withHeartbeat(Duration.ofMillis(50))
            .withWriteTimeout(Duration.ofSeconds(1));
    try (RunnelServer server = server(engine, model).options(options).start(0);
        Socket socket = ask(server, "/joke?input=a")) {
      assertThat(socket.isConnected()).isTrue();
      Eventually.isTrue(() -> !model.runs().isEmpty() && model.lastRun().wasCancelled());
      Eventually.isTrue(() -> openRuns(server) == 0);
    }
  }

  static Stream<Arguments> slowRequests() {
    return Stream.of(Engine.values())
        .flatMap(
            engine ->
                Stream.of("POST /joke", "GET /joke", "GET /health", "POST /nothing", "PUT /joke")
                    .map(line -> Arguments.of(engine, line)));
  }

  @ParameterizedTest
  @MethodSource("slowRequests")
  void givesUpAClientThatSendsItsBodyByteByByte(Engine engine, String line) throws Exception {
    ServerLimits limits = ServerLimits.DEFAULT.withTransferTime(Duration.ofMillis(400));
    try (RunnelServer server = server(engine, model(Script.of("Why"))).limits(limits).start(0);
        Socket socket = new Socket("127.0.0.1", server.port())) {
      String head = line + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n\"";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(20);
      sendBytesUntilItIsBroken(socket);
      Eventually.isTrue(() -> openRuns(server) == 0);
      Eventually.isTrue(() -> Leftovers.working().isEmpty());
      assertThat(get(server.uri("/health")).statusCode()).isEqualTo(200);
    }
  }

  private static void sendBytesUntilItIsBroken(Socket socket) {
    try {
      while (true) {
        try {
          if (socket.getInputStream().read() < 0) {
            return;
          }
        } catch (SocketTimeoutException nothingYet) {
          socket.getOutputStream().write('p');
        }
      }
    } catch (IOException broken) {
      assertThat(broken).isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  private int openRuns(RunnelServer server) {
    try {
      String text = get(server.uri("/metrics")).body();
      return Integer.parseInt(text.replaceAll("(?s).*\nrunnel_server_open_runs (\\d+)\n.*", "$1"));
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void endsOpenStreamsWithAnErrorWhenItStops(Engine engine) throws Exception {
    ScriptedChatModel model = model(Script.of("Why").await(gate));
    RunnelServer server = server(engine, model).start(0);
    Background<HttpResponse<String>> reading =
        Background.run(() -> post(server.uri("/joke"), "\"parrots\""));
    gate.awaitWaiting();

    server.close();

    assertThat(reading.result().body()).contains("data: \"Why\"").contains("event: error");
    assertThat(model.lastRun().wasCancelled()).isTrue();
    assertThatThrownBy(() -> get(server.uri("/health"))).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void keepsItsLimits(Engine engine) throws Exception {
    ScriptedChatModel model = model(Script.of("Why").await(gate));
    ServerLimits limits = ServerLimits.DEFAULT.withMaxBody(20).withMaxRuns(1);
    try (RunnelServer server = server(engine, model).limits(limits).start(0)) {
      assertThat(post(server.uri("/joke"), "\"" + "p".repeat(19) + "\"").statusCode())
          .isEqualTo(413);
      Background<HttpResponse<String>> first =
          Background.run(() -> post(server.uri("/joke"), "\"parrots\""));
      gate.awaitWaiting();

      HttpResponse<String> second = post(server.uri("/joke"), "\"parrots\"");
      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(get(server.uri("/health")).statusCode()).isEqualTo(200);
      assertThat(openRuns(server)).isEqualTo(1);

      gate.openForGood();
      assertThat(first.result().body()).contains("event: end");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void refusesWhoMayNotAsk(Engine engine) throws Exception {
    ScriptedChatModel model = model(Script.of("Why"));
    RequestGuard guard = RequestGuard.bearer("secret"::equals);
    try (RunnelServer server = server(engine, model).guard(guard).start(0)) {
      URI uri = server.uri("/joke?input=a");

      assertThat(get(uri).statusCode()).isEqualTo(401);
      assertThat(get(uri, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
      assertThat(get(uri, "Authorization", "Bearer secret").body()).contains("Why");
      assertThat(get(server.uri("/metrics")).statusCode()).isEqualTo(401);
      assertThat(get(server.uri("/health")).body()).isEqualTo("ok\n");
      assertThat(model.runs()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void letsOnlyPagesOfAllowedOriginsAsk(Engine engine) throws Exception {
    ScriptedChatModel model = model(Script.of("Why"));
    try (RunnelServer server = server(engine, model).allowOrigins("https://example.com").start(0)) {
      URI uri = server.uri("/joke?input=a");

      assertThat(get(uri, "Origin", "https://example.com").headers().map())
          .containsKey("access-control-allow-origin");
      assertThat(get(uri, "Origin", "https://example.org").statusCode()).isEqualTo(403);
      assertThat(get(uri, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
      assertThat(model.runs()).hasSize(1);
      assertThat(get(uri, "Origin", server.uri("").toString()).body()).contains("Why");
      assertThat(
              get(uri, "Origin", "http://localhost:5173", "Sec-Fetch-Site", "same-origin").body())
          .contains("Why");
      HttpRequest preflight =
          HttpRequest.newBuilder(uri)
              .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
              .headers(
                  "Origin", "https://example.com",
                  "Access-Control-Request-Method", "POST",
                  "Access-Control-Request-Headers", "content-type")
              .build();
      HttpResponse<String> allowed = client.send(preflight, BodyHandlers.ofString());
      assertThat(allowed.statusCode()).isEqualTo(204);
      assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers"))
          .hasValue("content-type");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void answersWhatItDoesNotKnow(Engine engine) throws Exception {
    try (RunnelServer server = server(engine, model(Script.of("Why"))).start(0)) {
      assertThat(get(server.uri("/nothing")).statusCode()).isEqualTo(404);
      assertThat(get(server.uri("/joke/stream")).statusCode()).isEqualTo(405);
      assertThat(post(server.uri("/joke"), "parrots").statusCode()).isEqualTo(422);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void refusesAnAddressThatIsMalformed(Engine engine) throws Exception {
    try (RunnelServer server = server(engine, model(Script.of("Why"))).start(0);
        Socket socket = ask(server, "/joke?input=%zz")) {
      InputStream answer = socket.getInputStream();
      assertThat(new String(answer.readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 400");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void answersAHeadWithoutABodyAndGoesOn(Engine engine) throws Exception {
    String requests =
        """
        HEAD /health HTTP/1.1
        Host: localhost

        HEAD /nothing HTTP/1.1
        Host: localhost

        GET /health HTTP/1.1
        Host: localhost
        Connection: close

        """;
    try (RunnelServer server = server(engine, model(Script.of("Why"))).start(0);
        Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(requests.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));

      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(answers.lines().filter(line -> !line.contains(": ")))
          .containsExactly(
              "HTTP/1.1 200 OK", "", "HTTP/1.1 404 Not Found", "", "HTTP/1.1 200 OK", "", "ok");
      assertThat(answers.lines().map(String::toLowerCase))
          .containsSubsequence("content-length: 3", "content-length: 30", "content-length: 3");
    }
  }

  /** Asks, and reads nothing. */
  private static Socket ask(RunnelServer server, String address) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    String request = "GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void namesAPortThatIsTaken() {
    try (RunnelServer server = server(Engine.JDK, model(Script.of("Why"))).start(0)) {
      for (Engine engine : Engine.values()) {
        assertThatThrownBy(() -> server(engine, model(Script.of("Why"))).start(server.port()))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageContaining("Port " + server.port());
      }
    }
  }
}
