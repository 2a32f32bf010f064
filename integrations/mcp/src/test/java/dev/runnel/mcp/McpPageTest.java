package dev.runnel.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.agent.Agent;
import dev.runnel.mcp.page.AtlasRunnables;
import dev.runnel.mcp.page.Jokes;
import dev.runnel.mcp.page.JokesRunnables;
import dev.runnel.mcp.page.Weather;
import dev.runnel.mcp.page.WeatherToolbox;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolResult;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the code of {@code docs/mcp.md}. */
@Timeout(60)
class McpPageTest {
  private static final ScriptedChatModel MODEL =
      ScriptedChatModel.builder()
          .next(Script.empty().call(0, "c1", "cities", "{\"country\":\"Italy\",\"limit\":1}"))
          .otherwise(Script.of("To", " Rome."))
          .build();

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    List<String> shown = new ArrayList<>();
    shown.addAll(DocSnippets.regions(Path.of("src/test/java/dev/runnel/mcp/page/Jokes.java")));
    shown.addAll(DocSnippets.regions(McpPageTest.class));

    assertThat(DocSnippets.blocks("mcp.md", "java")).containsExactlyElementsOf(shown);
  }

  // region stdio
  void main(ChatModel model) {
    Jokes.tools(model).serveStdio();
  }

  // endregion

  // region http
  RunnelServer start(ChatModel model, int port) {
    return RunnelServer.serve(Jokes.tools(model), "/mcp").start(port);
  }

  // endregion

  // region several
  McpToolServer several(ChatModel model) {
    return McpToolServer.named("office")
        .instructions("Ask 'cities' before you plan a journey.")
        .chain("joke", "Tells a joke about a topic.", new JokesRunnables(model).joke())
        .chain("cities", "Finds the cities of a country.", new AtlasRunnables().cities())
        .tools(new WeatherToolbox(new Weather()).tools())
        .build();
  }

  // endregion

  // region agent
  String ask(ChatModel model, URI address) {
    try (McpToolClient office = McpToolClient.http(address).connect()) {
      Agent agent = Agent.of(model, office.tools());
      return agent.invoke(ChatPrompt.of("Where in Italy shall I go?")).text();
    }
  }

  // endregion

  // region program
  McpToolClient.Builder program() {
    return McpToolClient.stdio("npx", "-y", "@modelcontextprotocol/server-everything")
        .environment("LOG_LEVEL", "error")
        .startTimeout(Duration.ofMinutes(1))
        .callTimeout(Duration.ofSeconds(30));
  }

  // endregion

  // region structured
  List<String> cities(McpToolClient office) {
    JsonNode italy = JsonMapper.shared().readTree("{\"country\": \"Italy\", \"limit\": 2}");
    ToolResult result = office.tool("cities").invoke(italy);
    JsonNode found = McpToolClient.structured(result).orElseThrow();
    return found.get("cities").valueStream().map(JsonNode::asString).toList();
  }

  // endregion

  @Test
  void anAgentAsksTheToolsOfAServer() {
    try (RunnelServer server = RunnelServer.serve(several(MODEL), "/mcp").start(0);
        McpToolClient office = McpToolClient.http(server.uri("/mcp")).connect()) {
      assertThat(office.tools())
          .extracting(Tool::name)
          .containsExactly("joke", "cities", "forecast");
      assertThat(cities(office)).containsExactly("Rome", "Milan");
      assertThat(ask(MODEL, server.uri("/mcp"))).isEqualTo("To Rome.");
    }
    assertThat(MODEL.requests().get(1).toString()).contains("Rome");
  }

  @Test
  void aChainIsServedInOneLine() {
    try (RunnelServer server = start(ScriptedChatModel.of("Why", "?"), 0);
        McpToolClient jokes = McpToolClient.http(server.uri("/mcp")).connect()) {
      assertThat(
              jokes
                  .tool("joke")
                  .invoke(JsonMapper.shared().readTree("{\"input\":\"parrots\"}"))
                  .text())
          .isEqualTo("Why?");
    }
  }

  @Test
  void overStdioItReturnsWhenTheClientHasLeft() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(new byte[0]));
    try {
      main(MODEL);
    } finally {
      System.setIn(before);
    }
    assertThat(program()).isNotNull();
  }
}
