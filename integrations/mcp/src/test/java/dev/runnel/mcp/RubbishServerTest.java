package dev.runnel.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.model.ToolResult;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.tool.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our client at servers that are none, or stop being one in the middle. */
@Timeout(60)
class RubbishServerTest {
  private static final JsonNode NOTHING = JsonMapper.shared().createObjectNode();

  private final AtomicInteger open = new AtomicInteger();
  private final CountDownLatch never = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private volatile Answer answer = Answer.GOOD;
  private volatile boolean opensSession;

  /** What the server answers to a call of a tool. */
  enum Answer {
    GOOD(200, "application/json", "{'jsonrpc':'2.0','id':ID,'result':{'content':[]}}"),
    ERROR(500, "text/plain", "broken inside"),
    NOT_THERE(404, "text/plain", "no such page"),
    A_PAGE(200, "text/html", "<html>Hello</html>"),
    NO_TYPE(200, "", "{}"),
    NOTHING_AT_ALL(202, "", ""),
    NO_JSON(200, "application/json", "hello"),
    A_LIST(200, "application/json", "[]"),
    NO_MESSAGE(200, "application/json", "{'a':1}"),
    ANOTHER_ID(200, "application/json", "{'jsonrpc':'2.0','id':'x','result':{}}"),
    RESULT_OF_ANOTHER_KIND(200, "application/json", "{'jsonrpc':'2.0','id':ID,'result':7}"),
    CONTENT_OF_ANOTHER_KIND(
        200,
        "application/json",
        "{'jsonrpc':'2.0','id':ID,'result':{'content':[{'type':'smell','x':1}]}}"),
    BROKEN_PICTURE(
        200,
        "application/json",
        "{'jsonrpc':'2.0','id':ID,'result':{'content':[{'type':'image','data':'%%','mimeType':'a'}]}}"),
    REFUSED(
        200, "application/json", "{'jsonrpc':'2.0','id':ID,'error':{'code':-1,'message':'no'}}"),
    ERROR_WITHOUT_WORDS(200, "application/json", "{'jsonrpc':'2.0','id':ID,'error':{}}"),
    EVENTS_THAT_END(200, "text/event-stream", ": nothing\n\n"),
    EVENTS_OF_RUBBISH(200, "text/event-stream", "data: rubbish\n\n"),
    EVENTS_OF_NOTHING(200, "text/event-stream", "data:\n\ndata: \n\n");

    private final int status;
    private final String type;
    private final String body;

    Answer(int status, String type, String body) {
      this.status = status;
      this.type = type;
      this.body = body.replace('\'', '"');
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/mcp", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    never.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/mcp");
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (body.isEmpty() || body.contains("notifications/")) {
      exchange.sendResponseHeaders(202, -1);
      exchange.close();
      return;
    }
    String id = JsonMapper.shared().readTree(body).get("id").toString();
    if (body.contains("\"initialize\"")) {
      if (opensSession) {
        exchange.getResponseHeaders().set("Mcp-Session-Id", "s");
      }
      send(
          exchange,
          "{'jsonrpc':'2.0','id':ID,'result':{'protocolVersion':'2025-11-25',"
              + "'capabilities':{'tools':{}},'serverInfo':{'name':'a','version':'1'}}}",
          id);
    } else if (body.contains("\"tools/list\"")) {
      send(
          exchange,
          "{'jsonrpc':'2.0','id':ID,'result':{'tools':["
              + "{'name':'bad name','inputSchema':{'type':'object'}},"
              + "{'name':'','inputSchema':{'type':'object'}},"
              + "{'name':'strange','inputSchema':{'type':'object','$ref':'#/nowhere'}},"
              + "{'name':'a','inputSchema':{'type':'object'}}]}}",
          id);
    } else {
      send(exchange, answer.status, answer.type, answer.body.replace("ID", id));
    }
  }

  private static void send(HttpExchange exchange, String json, String id) throws IOException {
    send(exchange, 200, "application/json", json.replace('\'', '"').replace("ID", id));
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    if (!type.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"GOOD"})
  void whatIsNoAnswerIsAClearError(Answer rubbish) {
    try (McpToolClient client = McpToolClient.http(uri()).connect()) {
      Tool<JsonNode, McpProgress, ToolResult> tool = client.tool("a");
      answer = rubbish;

      assertThatThrownBy(() -> tool.invoke(NOTHING))
          .isInstanceOf(McpException.class)
          .hasMessageStartingWith("The MCP server at " + uri());

      answer = Answer.GOOD;
      assertThat(tool.invoke(NOTHING).parts()).isEmpty();
    }
  }

  @Test
  void toolsThatCannotBeUsedAreLeftOut() {
    try (McpToolClient client = McpToolClient.http(uri()).connect()) {
      assertThat(client.tools()).extracting(Tool::name).containsExactly("bad name", "strange", "a");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCallThatIsNeverAnsweredEndsWhenItIsClosed(boolean headersCome) throws Exception {
    try (McpToolClient client = McpToolClient.http(uri()).connect()) {
      Tool<JsonNode, McpProgress, ToolResult> tool = client.tool("a");
      hang(headersCome);
      ChunkStream<McpProgress> pieces = tool.stream(NOTHING);
      Background<Boolean> reading = Background.run(pieces::hasNext);
      Eventually.isTrue(() -> open.get() == 1);

      pieces.close();

      assertThat(reading.failure()).isInstanceOf(StreamClosedException.class);
      if (headersCome) {
        Eventually.isZero(open::get);
      }
    }
  }

  private void hang(boolean headersCome) {
    server.removeContext("/mcp");
    server.createContext(
        "/mcp",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (body.contains("notifications/")) {
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
          } else {
            open.incrementAndGet();
            hang(exchange, headersCome);
          }
        });
  }

  /** A server notices only when it writes that its client has left. */
  private void hang(HttpExchange exchange, boolean headersCome) {
    if (!headersCome) {
      awaitNever();
      return;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      while (never.getCount() > 0) {
        exchange.getResponseBody().write(": still\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    } catch (IOException left) {
      open.decrementAndGet();
    }
  }

  @Test
  void aServerThatNeverIntroducesItselfIsGivenUp() {
    server.removeContext("/mcp");
    server.createContext("/mcp", exchange -> awaitNever());

    assertThatThrownBy(
            () -> McpToolClient.http(uri()).startTimeout(Duration.ofMillis(300)).connect())
        .isInstanceOf(McpException.class)
        .hasMessageContaining("did not introduce itself in time");
  }

  @Test
  void aServerThatForgetsItsClientAndDoesNotTakeItAgainIsGivenUp() {
    opensSession = true;
    try (McpToolClient client =
        McpToolClient.http(uri()).startTimeout(Duration.ofSeconds(5)).connect()) {
      Tool<JsonNode, McpProgress, ToolResult> tool = client.tool("a");
      forget();

      assertThatThrownBy(() -> tool.invoke(NOTHING))
          .isInstanceOf(McpException.class)
          .hasMessageStartingWith("The MCP server at " + uri() + " broke off: ")
          .hasMessageContaining("HttpTimeoutException");
    }
  }

  private void forget() {
    server.removeContext("/mcp");
    server.createContext(
        "/mcp",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (body.contains("\"initialize\"")) {
            awaitNever();
          } else {
            send(exchange, 404, "text/plain", "Who are you?");
          }
        });
  }

  private void awaitNever() {
    try {
      never.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whereNobodyListensIsSaid() {
    server.stop(0);

    assertThatThrownBy(() -> McpToolClient.http(uri()).connect())
        .isInstanceOf(McpException.class)
        .hasMessageContaining("cannot be reached: java.net.ConnectException");
  }

  @Test
  void aServerThatGoesAwayInTheMiddleIsSaid() throws Exception {
    try (McpToolClient client = McpToolClient.http(uri()).connect()) {
      Tool<JsonNode, McpProgress, ToolResult> tool = client.tool("a");
      hang(true);
      Background<ToolResult> calling = Background.run(() -> tool.invoke(NOTHING));
      Eventually.isTrue(() -> open.get() == 1);

      never.countDown();
      server.stop(0);

      assertThat(calling.failure())
          .isInstanceOf(McpException.class)
          .hasMessageStartingWith("The MCP server at " + uri());
    }
  }

  // ---- processes

  @ParameterizedTest
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @CsvSource({
    "exit 3, has ended with status 3.",
    "echo oops >&2; exit 1, It has said: oops",
    "echo hello; exit 0, It has printed: hello",
    "true, has ended with status 0."
  })
  void aProcessThatEndsSaysWhy(String script, String said) {
    assertThatThrownBy(() -> McpToolClient.stdio("sh", "-c", script).connect())
        .isInstanceOf(McpException.class)
        .hasMessageStartingWith("The MCP server 'sh -c " + script)
        .hasMessageContaining(said);
  }

  /** A loaded machine may give the process no time to say anything, so it gets more each time. */
  @ParameterizedTest
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @CsvSource({"echo hello; exec sleep 60, It has printed: hello", "exec sleep 60, in time."})
  void aProcessThatNeverAnswersIsGivenUpAndEnded(String script, String said) {
    List<Long> before = children();
    String message = "";

    for (long millis = 500; !message.contains(said); millis *= 2) {
      message = givenUp(script, Duration.ofMillis(millis));
      assertThat(children()).isEqualTo(before);
    }
  }

  private static String givenUp(String script, Duration patience) {
    Throwable failure =
        catchThrowable(
            () -> McpToolClient.stdio("sh", "-c", script).startTimeout(patience).connect());

    assertThat(failure)
        .isInstanceOf(McpException.class)
        .hasMessageContaining("did not introduce itself in time");
    return failure.getMessage();
  }

  private static List<Long> children() {
    return ProcessHandle.current().descendants().map(ProcessHandle::pid).sorted().toList();
  }

  @Test
  void aProgramThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> McpToolClient.stdio("no-such-program-here").connect())
        .isInstanceOf(McpException.class)
        .hasMessageContaining("could not be started: ");
  }

  @Test
  void aProcessThatDiesInTheMiddleFailsItsCalls() throws Exception {
    try (McpToolClient client =
        McpToolClient.stdio(Carrier.java(TestTools.class).toArray(String[]::new)).connect()) {
      Tool<JsonNode, McpProgress, ToolResult> silent = client.tool("silent");
      Background<ToolResult> calling = Background.run(() -> silent.invoke(NOTHING));

      assertThatThrownBy(() -> client.tool("dies").invoke(NOTHING))
          .isInstanceOf(McpException.class)
          .hasMessageContaining("has ended with status 3.");
      assertThat(calling.failure()).isInstanceOf(McpException.class);
      assertThatThrownBy(() -> silent.invoke(NOTHING)).isInstanceOf(McpException.class);
    }
  }
}
