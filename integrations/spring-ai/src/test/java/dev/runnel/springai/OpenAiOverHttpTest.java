package dev.runnel.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import dev.runnel.model.UserMessage;
import dev.runnel.testkit.RecordingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks Spring AI's model of OpenAI, which asks a server on a real port. */
@Timeout(60)
class OpenAiOverHttpTest {
  private static final ToolSpec CLOCK =
      ToolSpec.of(
          "clock",
          "Tells the time",
          "{\"type\":\"object\",\"properties\":{\"zone\":{\"type\":\"string\"}}}");

  private final BlockingQueue<JsonNode> requests = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Answer answer = Answer.of();
  private HttpServer server;

  /** Answers a request. */
  private interface Answer {
    void write(HttpExchange exchange) throws IOException;

    /** Answers with events. */
    static Answer of(String... events) {
      return exchange -> {
        OutputStream out = begin(exchange);
        for (String event : events) {
          send(event, out);
        }
        send("[DONE]", out);
        exchange.close();
      };
    }

    static OutputStream begin(HttpExchange exchange) throws IOException {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      return exchange.getResponseBody();
    }

    static void send(String event, OutputStream out) throws IOException {
      out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
          answer.write(exchange);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private ChatModel model() {
    return SpringAiChatModel.of(
        OpenAiChatModel.builder()
            .options(
                OpenAiChatOptions.builder()
                    .baseUrl("http://localhost:" + server.getAddress().getPort() + "/v1")
                    .apiKey("none")
                    .model("gpt-x")
                    .temperature(0.5)
                    .streamUsage(true)
                    .maxRetries(0)
                    .build())
            .build());
  }

  private static String chunk(String delta, String finish) {
    return ("{\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
            + "\"model\":\"gpt-x-2026\",\"choices\":[{\"index\":0,\"delta\":%s,"
            + "\"finish_reason\":%s}]}")
        .formatted(delta, finish);
  }

  private static String text(String text) {
    return chunk("{\"content\":\"" + text + "\"}", "null");
  }

  private static String usage() {
    return "{\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
        + "\"model\":\"gpt-x-2026\",\"choices\":[],"
        + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";
  }

  @Test
  void whichModelIsAskedIsKnownAlsoWhereTheProviderRefuses() {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        };
    RecordingListener listener = new RecordingListener();

    assertThatThrownBy(() -> model().withListeners(listener).invoke("Why?")).isNotNull();

    assertThat(listener.events().get(0).run().metadata())
        .containsExactly(
            Map.entry(RunConfig.PROVIDER, "openai"), Map.entry(RunConfig.REQUEST_MODEL, "gpt-x"));
  }

  @Test
  void streamsTextAndTellsOfTheAnswer() throws Exception {
    answer = Answer.of(text("Why"), text(" not?"), chunk("{}", "\"stop\""), usage());

    List<AiMessageChunk> chunks =
        model().withOptions(ChatOptions.builder().maxTokens(9).stop("END").build()).stream("Why?")
            .toList();

    assertThat(chunks.stream().map(AiMessageChunk::text).filter(text -> !text.isEmpty()))
        .containsExactly("Why", " not?");
    JsonNode request = requests.take();
    assertThat(request.path("model").asString()).isEqualTo("gpt-x");
    assertThat(request.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(request.path("max_tokens").asInt()).isEqualTo(9);
    assertThat(request.path("stop").toString()).contains("END");
    AiMessage whole = model().invoke("Why?");
    assertThat(whole.text()).isEqualTo("Why not?");
    assertThat(whole.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(whole.usage()).isEqualTo(new TokenUsage(7, 3, 10));
    assertThat(whole.info().id()).isEqualTo("c-1");
    assertThat(whole.info().model()).isEqualTo("gpt-x-2026");
  }

  @Test
  void tellsOfToolsGivesCallsAndSendsResults() throws Exception {
    String call =
        "{\"tool_calls\":[{\"index\":0,\"id\":\"t-1\",\"type\":\"function\","
            + "\"function\":{\"name\":\"clock\",\"arguments\":\"\"}}]}";
    String half =
        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"zone\\\":\"}}]}";
    String rest = "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"UTC\\\"}\"}}]}";
    answer =
        Answer.of(
            chunk(call, "null"),
            chunk(half, "null"),
            chunk(rest, "null"),
            chunk("{}", "\"tool_calls\""),
            usage());
    ChatPrompt prompt =
        ChatPrompt.of("What time is it?").withOptions(ChatOptions.DEFAULT.withTools(CLOCK));

    AiMessage called = model().invoke(prompt);

    assertThat(called.toolCalls())
        .containsExactly(new ToolCall("t-1", "clock", "{\"zone\":\"UTC\"}"));
    assertThat(called.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(requests.take().at("/tools/0/function/parameters/properties/zone/type").asString())
        .isEqualTo("string");

    answer = Answer.of(text("Noon."), chunk("{}", "\"stop\""));
    ChatPrompt next =
        ChatPrompt.of(
            new UserMessage("What time is it?"), called, new ToolMessage("t-1", "clock", "12:00"));
    assertThat(model().invoke(next).text()).isEqualTo("Noon.");
    JsonNode messages = requests.take().path("messages");
    assertThat(messages.at("/1/tool_calls/0/function/arguments").asString())
        .isEqualTo("{\"zone\":\"UTC\"}");
    assertThat(messages.at("/2/role").asString()).isEqualTo("tool");
    assertThat(messages.at("/2/content").toString()).contains("12:00");
  }

  @Test
  void asksForAnswersOfASchema() throws Exception {
    answer = Answer.of(text("{}"), chunk("{}", "\"stop\""));
    ResponseFormat format =
        ResponseFormat.jsonSchema(
            "time",
            "{\"type\":\"object\",\"properties\":{\"hour\":{\"type\":\"integer\"}},"
                + "\"required\":[\"hour\"],\"additionalProperties\":false}");

    model()
        .invoke(
            ChatPrompt.of("What time is it?")
                .withOptions(ChatOptions.DEFAULT.withResponseFormat(format)));

    assertThat(requests.take().at("/response_format/json_schema/schema").toString())
        .contains("hour");
  }

  @Test
  void closingTheStreamEndsTheRequest() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    answer =
        exchange -> {
          OutputStream out = Answer.begin(exchange);
          try {
            while (true) {
              Answer.send(text("more"), out);
            }
          } catch (IOException left) {
            ended.countDown();
          }
        };

    try (ChunkStream<AiMessageChunk> chunks = model().stream("Go on")) {
      assertThat(chunks.next().text()).isEqualTo("more");
    }

    ended.await();
  }

  @Test
  void aRefusedRequestIsAFailure() {
    answer =
        exchange -> {
          byte[] body = "{\"error\":{\"message\":\"No key.\"}}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        };

    assertThatThrownBy(() -> model().invoke("Why?")).hasStackTraceContaining("No key.");
  }
}
