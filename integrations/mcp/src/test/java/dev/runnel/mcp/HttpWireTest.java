package dev.runnel.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.serve.ServeOptions;
import dev.runnel.server.HttpEngine;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.Eventually;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in the requests and answers over HTTP, and what a client cannot be taught. */
@Timeout(60)
abstract class HttpWireTest {
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
          + "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
          + "\"clientInfo\":{\"name\":\"raw\",\"version\":\"1\"}}}";

  private final HttpEngine engine;
  private final HttpClient client = HttpClient.newHttpClient();
  private final TestTools tools = new TestTools();
  private RunnelServer server;

  HttpWireTest(HttpEngine engine) {
    this.engine = engine;
  }

  static class OverJettyTest extends HttpWireTest {
    OverJettyTest() {
      super(HttpEngine.jetty());
    }
  }

  static class OverJdkTest extends HttpWireTest {
    OverJdkTest() {
      super(HttpEngine.jdk());
    }
  }

  @BeforeEach
  void start() {
    server =
        RunnelServer.serve(tools.server(), "/mcp")
            .options(ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(100)))
            .engine(engine)
            .start(0);
  }

  @AfterEach
  void nothingIsLeft() {
    Eventually.isZero(tools::running);
    server.close();
  }

  private HttpRequest.Builder post(String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String session() throws Exception {
    return send(post(INITIALIZE)).headers().firstValue("Mcp-Session-Id").orElseThrow();
  }

  private static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
  }

  private static String call(String tool) {
    return request(
        "tools/call",
        "{\"name\":\"" + tool + "\",\"arguments\":{}," + "\"_meta\":{\"progressToken\":\"t\"}}");
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void aClientIsAnsweredInItsOwnVersion() throws Exception {
    HttpResponse<String> answer = send(post(INITIALIZE));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer.body()).at("/result/protocolVersion").asString())
        .isEqualTo("2025-06-18");
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
        .contains("Mcp-Session-Id");
  }

  @Test
  void aVersionThatIsNotSpokenIsAnsweredWithOneThatIs() throws Exception {
    HttpResponse<String> answer = send(post(INITIALIZE.replace("2025-06-18", "2099-01-01")));

    assertThat(json(answer.body()).at("/result/protocolVersion").asString())
        .isEqualTo("2025-11-25");
    assertThat(
            send(post(
                    request("tools/list", "{}"),
                    "MCP-Protocol-Version",
                    "2099-01-01",
                    "Mcp-Session-Id",
                    session()))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aCallIsAnsweredByEvents() throws Exception {
    HttpResponse<String> answer =
        send(
            post(
                request(
                    "tools/call",
                    "{\"name\":\"joke\",\"arguments\":{\"input\":\"a\"},"
                        + "\"_meta\":{\"progressToken\":7}}"),
                "Mcp-Session-Id",
                session()));

    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/event-stream; charset=utf-8");
    assertThat(answer.body().lines().filter(line -> line.startsWith("data: ")).toList())
        .containsExactly(
            progress(1, "Why"),
            progress(2, " not"),
            progress(3, "?"),
            "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\","
                + "\"text\":\"Why not?\"}],\"isError\":false}}");
  }

  @Test
  void progressGrowsThoughManyThreadsTellOfIt() throws Exception {
    String session = session();
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> answer = send(post(call("races"), "Mcp-Session-Id", session));

      List<Double> told =
          answer
              .body()
              .lines()
              .filter(line -> line.startsWith("data: "))
              .map(line -> json(line.substring(6)).at("/params/progress"))
              .filter(JsonNode::isNumber)
              .map(JsonNode::asDouble)
              .toList();
      assertThat(told).isSorted().doesNotHaveDuplicates();
      assertThat(told.get(told.size() - 2)).isEqualTo(4.0 * TestTools.RACED);
      assertThat(answer.body()).contains("\"text\":\"raced\"");
    }
  }

  private static String progress(int number, String message) {
    return "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
        + "{\"progressToken\":7,\"progress\":"
        + number
        + ".0,\"message\":\""
        + message
        + "\"}}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "7",
        "null",
        "{}",
        "{\"jsonrpc\":\"2.0\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":{\"a\":1},\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}{",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]"
      })
  void whatIsNoMessageIsRefused(String body) throws Exception {
    HttpResponse<String> answer = send(post(body, "Mcp-Session-Id", session()));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer.body()).get("id").isNull()).isTrue();
    assertThat(json(answer.body()).at("/error/code").asInt()).isEqualTo(-32700);
    assertThat(json(answer.body()).at("/error/message").asString())
        .doesNotContain("io.model")
        .isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "[]",
        "{}",
        "{\"protocolVersion\":7}",
        "{\"protocolVersion\":{\"a\":[]}}"
      })
  void whoIntroducesItselfBadlyGetsAnErrorOrASession(String params) throws Exception {
    HttpResponse<String> answer = send(post(request("initialize", params)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer.body()).has("error") || json(answer.body()).has("result")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "\"text\"",
        "[]",
        "{}",
        "{\"name\":7}",
        "{\"name\":{\"a\":1}}",
        "{\"name\":\"joke\",\"arguments\":7}",
        "{\"name\":\"joke\",\"arguments\":[]}",
        "{\"name\":\"joke\",\"arguments\":\"{}\"}",
        "{\"name\":\"joke\",\"arguments\":{\"input\":null}}",
        "{\"name\":\"joke\",\"arguments\":{},\"_meta\":7}",
        "{\"name\":\"../joke\"}"
      })
  void aMalformedCallGetsExactlyOneAnswer(String params) throws Exception {
    HttpResponse<String> answer =
        send(post(request("tools/call", params), "Mcp-Session-Id", session()));

    assertThat(answer.statusCode()).isEqualTo(200);
    List<String> data = answer.body().lines().filter(line -> line.startsWith("data: ")).toList();
    assertThat(data).hasSize(1);
    JsonNode message = json(data.get(0).substring(6));
    assertThat(message.get("id").asInt()).isEqualTo(1);
    assertThat(message.has("error") || message.at("/result/isError").asBoolean()).isTrue();
  }

  @Test
  void deepArgumentsAreRefusedAndNotWalkedThrough() throws Exception {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    HttpResponse<String> answer =
        send(
            post(
                request("tools/call", "{\"name\":\"echo\",\"arguments\":{\"a\":" + deep + "}}"),
                "Mcp-Session-Id",
                session()));

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "Accept, application/json, 406",
    "Accept, text/html, 406",
    "Content-Type, text/plain, 415",
    "Mcp-Session-Id, unknown, 404",
    "Origin, https://example.com, 403"
  })
  void aHeaderThatDoesNotFitIsRefused(String header, String value, int status) throws Exception {
    HttpResponse<String> answer =
        send(post(request("tools/list", "{}"), "Mcp-Session-Id", session(), header, value));

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void withoutASessionThereIsNothing() throws Exception {
    assertThat(send(post(request("tools/list", "{}"))).statusCode()).isEqualTo(400);
    HttpRequest.Builder get = HttpRequest.newBuilder(server.uri("/mcp")).GET();
    assertThat(send(get).statusCode()).isEqualTo(405);
  }

  @Test
  void anUnknownMethodIsAnError() throws Exception {
    HttpResponse<String> answer =
        send(post(request("nothing/at-all", "{}"), "Mcp-Session-Id", session()));

    assertThat(json(answer.body()).at("/error/code").asInt()).isEqualTo(-32601);
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "endless"})
  void aCallThatIsCancelledEndsWithoutAResponse(String tool) throws Exception {
    String session = session();
    CompletableFuture<HttpResponse<String>> calling =
        client.sendAsync(
            post(call(tool), "Mcp-Session-Id", session).build(), BodyHandlers.ofString());
    Eventually.isTrue(() -> tools.running() == 1);

    assertThat(
            send(post(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":"
                        + "{\"requestId\":1,\"reason\":\"enough\"}}",
                    "Mcp-Session-Id",
                    session))
                .statusCode())
        .isEqualTo(202);

    assertThat(calling.get().statusCode()).isEqualTo(200);
    assertThat(calling.get().body()).doesNotContain("result").doesNotContain("error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "endless"})
  void nobodyCancelsTheCallOfAnotherSession(String tool) throws Exception {
    String session = session();
    CompletableFuture<HttpResponse<Stream<String>>> calling =
        client.sendAsync(
            post(call(tool), "Mcp-Session-Id", session).build(), BodyHandlers.ofLines());
    Eventually.isTrue(() -> tools.running() == 1);

    send(
        post(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":"
                + "{\"requestId\":1}}",
            "Mcp-Session-Id",
            session()));

    assertThat(tools.running()).isEqualTo(1);
    calling.get().body().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "{}", "{\"requestId\":null}", "{\"requestId\":{}}", "[1]"})
  void aCancellationThatSaysNothingIsTaken(String params) throws Exception {
    assertThat(
            send(post(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":"
                        + params
                        + "}",
                    "Mcp-Session-Id",
                    session()))
                .statusCode())
        .isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "endless"})
  void aClientThatLeavesEndsItsCall(String tool) throws Exception {
    String session = session();
    String body = call(tool);
    try (Socket socket = new Socket("localhost", server.port())) {
      write(
          socket,
          "POST /mcp HTTP/1.1\r\nHost: localhost\r\nMcp-Session-Id: "
              + session
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      assertThat(firstLine(socket)).contains("200");
      Eventually.isTrue(() -> tools.running() == 1);
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static String firstLine(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  @Test
  void goodbyeEndsWhatStillRuns() throws Exception {
    String session = session();
    CompletableFuture<HttpResponse<String>> calling =
        client.sendAsync(
            post(call("silent"), "Mcp-Session-Id", session).build(), BodyHandlers.ofString());
    Eventually.isTrue(() -> tools.running() == 1);

    HttpRequest.Builder goodbye =
        HttpRequest.newBuilder(server.uri("/mcp")).header("Mcp-Session-Id", session).DELETE();

    assertThat(send(goodbye).statusCode()).isEqualTo(204);
    assertThat(calling.get().statusCode()).isEqualTo(200);
    assertThat(send(post(request("ping", "{}"), "Mcp-Session-Id", session)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aServerThatStopsSaysSo() throws Exception {
    CompletableFuture<HttpResponse<String>> calling =
        client.sendAsync(
            post(call("silent"), "Mcp-Session-Id", session()).build(), BodyHandlers.ofString());
    Eventually.isTrue(() -> tools.running() == 1);

    server.close();

    assertThat(calling.get().body()).contains("\"code\":-32603", "The server is stopping.");
  }

  @Test
  void anIdThatIsStillOpenIsRefused() throws Exception {
    String session = session();
    CompletableFuture<HttpResponse<Stream<String>>> calling =
        client.sendAsync(
            post(call("silent"), "Mcp-Session-Id", session).build(), BodyHandlers.ofLines());
    Eventually.isTrue(() -> tools.running() == 1);

    assertThat(send(post(call("echo"), "Mcp-Session-Id", session)).body())
        .contains("The request before with id 1 is not answered yet.");

    calling.get().body().close();
  }
}
