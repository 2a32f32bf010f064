package dev.runnel.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Citation;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocols;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lets the clients that people use talk to a server, and looks at what they make of it. */
@Timeout(120)
class ClientsTest {
  private static final Path SCRIPTS = Path.of("target/node").toAbsolutePath();
  private static final ScriptedChatModel MODEL =
      ScriptedChatModel.builder()
          .name("model")
          .otherwise(
              Script.of(" Why", "\u2028 not?\n").end(FinishReason.STOP, new TokenUsage(7, 3)))
          .build();
  private static final ScriptedChatModel FAILING =
      ScriptedChatModel.builder()
          .otherwise(Script.of("Why").fail(new IOException("secret")))
          .build();

  private static final ScriptedChatModel RICH =
      ScriptedChatModel.builder()
          .otherwise(
              Script.empty()
                  .parts(
                      new Reasoning("Hm."),
                      new TextPart(
                          "I ask.", List.of(new Citation("https://a.example", "A")), Extras.NONE),
                      Media.image(new byte[] {1, 2, 3}, "image/png"))
                  .chunks(
                      AiMessageChunk.ofToolCalls(new ToolCallDelta(0, "c1", "weather", "{\"in\"")),
                      AiMessageChunk.ofToolCalls(new ToolCallDelta(0, null, null, ":\"Rome\"}"))))
          .build();

  private static RunnelServer server;

  @BeforeAll
  static void start() {
    ChainInput<ChatPrompt> chat = ChainInput.of(ChatPrompt.class);
    server =
        RunnelServer.serve(new JokesRunnables(MODEL).joke(), "/joke")
            .serve(new JokesRunnables(FAILING).joke(), "/failing")
            .serve(MODEL, chat, "/chat", Protocols.AI_SDK)
            .serve(FAILING, chat, "/failing-chat", Protocols.AI_SDK)
            .serve(MODEL, chat, "/agent", Protocols.AG_UI)
            .serve(FAILING, chat, "/failing-agent", Protocols.AG_UI)
            .serve(RICH, chat, "/rich-chat", Protocols.AI_SDK)
            .serve(RICH, chat, "/rich-agent", Protocols.AG_UI)
            .serve(MODEL, chat, "/v1", Protocols.OPENAI)
            .serve(FAILING, chat, "/failing-v1", Protocols.OPENAI)
            .start(0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode run(String script) throws Exception {
    Process node =
        new ProcessBuilder("node", script, "http://127.0.0.1:" + server.port())
            .directory(SCRIPTS.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(node.exitValue()).as(output).isZero();
      return JsonMapper.builder().build().readTree(output);
    } finally {
      node.destroyForcibly();
    }
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("serving.md", "js"))
        .containsExactlyElementsOf(
            Stream.of("langserve.mjs", "ag-ui.mjs", "openai.mjs")
                .flatMap(script -> DocSnippets.regions(SCRIPTS.resolve(script)).stream())
                .toList());
  }

  @Test
  void langChainReadsLangServe() throws Exception {
    JsonNode got = run("langserve.mjs");

    assertThat(texts(got.get("chunks"))).containsExactly(" Why", "\u2028 not?\n");
    assertThat(got.get("whole").asString()).isEqualTo(" Why\u2028 not?\n");
    assertThat(texts(got.get("batch"))).hasSize(2).containsOnly(" Why\u2028 not?\n");
    assertThat(texts(got.get("events")))
        .startsWith("on_chain_start joke")
        .contains("on_chat_model_stream model")
        .endsWith("on_chain_end joke");
    assertThat(texts(got.get("log"))).containsExactly(" Why", "\u2028 not?\n");
    assertThat(texts(got.get("before"))).containsExactly("Why");
    assertThat(got.get("error").asString()).contains("The run failed.").doesNotContain("secret");
  }

  @Test
  void theAiSdkReadsAUiMessageStream() throws Exception {
    JsonNode got = run("ai-sdk.mjs");

    JsonNode text = got.get("answer").get("parts").get(1);
    assertThat(text.get("text").asString()).isEqualTo(" Why\u2028 not?\n");
    assertThat(text.get("state").asString()).isEqualTo("done");
    assertThat(got.get("failed").get("error").asString())
        .contains("The run failed.")
        .doesNotContain("secret");
  }

  @Test
  void theAiSdkShowsReasoningSourcesFilesAndToolCalls() throws Exception {
    JsonNode rich = run("ai-sdk.mjs").get("rich");

    assertThat(rich.get("error").isNull()).as("%s", rich).isTrue();
    assertThat(texts(rich.get("parts"), "type"))
        .containsExactly("step-start", "reasoning", "text", "source-url", "file", "tool-weather");
    JsonNode call = rich.get("parts").get(5);
    assertThat(call.get("state").asString()).isEqualTo("input-available");
    assertThat(call.at("/input/in").asString()).isEqualTo("Rome");
  }

  @Test
  void agUiShowsToolCalls() throws Exception {
    JsonNode rich = run("ag-ui.mjs").get("rich");

    assertThat(rich.get("error").isNull()).as("%s", rich).isTrue();
    assertThat(rich.toString())
        .contains(
            "\"toolCalls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"weather\"");
  }

  private static List<String> texts(JsonNode array, String name) {
    return array.valueStream().map(one -> one.get(name).asString()).toList();
  }

  @Test
  void agUiReadsARun() throws Exception {
    JsonNode got = run("ag-ui.mjs");

    assertThat(got.get("short").asString()).isEqualTo(" Why\u2028 not?\n");
    assertThat(got.get("answer").get("messages").get(1).get("content").asString())
        .isEqualTo(" Why\u2028 not?\n");
    assertThat(texts(got.get("answer").get("types")))
        .startsWith("RUN_STARTED")
        .endsWith("RUN_FINISHED");
    assertThat(got.get("failed").get("error").asString()).contains("The run failed.");
    assertThat(texts(got.get("failed").get("types"))).doesNotContain("RUN_FINISHED");
  }

  @Test
  void openAisClientReadsAChainAsAModel() throws Exception {
    JsonNode got = run("openai.mjs");

    assertThat(String.join("", texts(got.get("texts")))).isEqualTo(" Why\u2028 not?\n");
    assertThat(texts(got.get("chunks"))).contains(" Why", "\u2028 not?\n", "10");
    assertThat(got.get("helper").asString()).isEqualTo(" Why\u2028 not?\n");
    assertThat(got.get("whole").asString()).isEqualTo(" Why\u2028 not?\n");
    assertThat(texts(got.get("models"))).containsExactly("v1");
    assertThat(got.get("error").asString()).contains("The run failed.");
    assertThat(got.get("unknown").asString()).isEqualTo("404 model_not_found");
  }
}
