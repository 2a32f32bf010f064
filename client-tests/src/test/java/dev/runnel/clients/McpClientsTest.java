package dev.runnel.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Whole;
import dev.runnel.mcp.McpToolServer;
import dev.runnel.model.ToolSpec;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Lets MCP's TypeScript client, and its conformance suite, talk to a server. */
@Timeout(120)
class McpClientsTest {
  private final AtomicInteger running = new AtomicInteger();

  private McpToolServer tools() {
    ToolSpec spec = ToolSpec.of("endless", "Never ends.", "{\"type\":\"object\"}");
    return McpToolServer.named("test")
        .version("2.0")
        .chain(
            "joke",
            "Tells a joke.",
            new JokesRunnables(ScriptedChatModel.of("Why", "\u2028 not?\n")).joke())
        .chain("numbers", "Counts.", new NumbersRunnables().numbers())
        .tool(
            Tool.ofStream(spec, ToolReader.of(spec, JsonNode.class), Whole.text(), in -> endless()))
        .build();
  }

  private ChunkStream<String> endless() {
    running.incrementAndGet();
    return ChunkStream.from(Stream.iterate("a", each -> each).onClose(running::decrementAndGet));
  }

  @Test
  void theTypeScriptClientCallsChains() throws Exception {
    try (RunnelServer server = RunnelServer.serve(tools(), "/mcp").start(0)) {
      JsonNode got = NodeScript.run("mcp.mjs", server);

      assertThat(got.at("/server/version").asString()).isEqualTo("2.0");
      assertThat(got.get("tools")).hasToString("[\"joke\",\"numbers\",\"endless\"]");
      assertThat(got.at("/joke/content/0/text").asString()).isEqualTo("Why\u2028 not?\n");
      assertThat(got.at("/progress/0/message").asString()).isEqualTo("Why");
      assertThat(got.at("/progress/1/message").asString()).isEqualTo("\u2028 not?\n");
      assertThat(got.get("numbers")).hasToString("{\"output\":[1,2,3]}");
      assertThat(got.at("/unfit/isError").asBoolean()).isTrue();
      assertThat(got.get("cancelled").asString()).contains("enough");
      assertThat(got.get("unknown").asInt()).isEqualTo(-32602);
      Eventually.isZero(running::get);
    }
  }

  /** What fails in the suite is exactly what the file beside the script says. */
  @Test
  void theConformanceSuiteFindsOnlyWhatIsNotOffered() throws Exception {
    try (RunnelServer server = RunnelServer.serve(ConformanceTools.server(), "/mcp").start(0)) {
      Process suite =
          new ProcessBuilder(
                  "npx",
                  "conformance",
                  "server",
                  "--url",
                  server.uri("/mcp").toString(),
                  "--expected-failures",
                  "mcp-conformance.yml")
              .directory(NodeScript.folder())
              .redirectErrorStream(true)
              .start();
      String said = new String(suite.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(suite.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(suite.exitValue()).as(said).isZero();
      assertThat(said).contains("tools-call-with-progress: 1 passed", "Baseline check passed");
    }
  }
}
