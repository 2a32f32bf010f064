package dev.runnel.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.Media;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolResult;
import dev.runnel.tool.Tool;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our client at the SDK's own server. */
@Timeout(60)
class SdkServerTest {
  private static final JsonNode NOTHING = JsonMapper.shared().createObjectNode();

  private final CountDownLatch changed = new CountDownLatch(1);
  private SdkTools sdk;

  @BeforeEach
  void start() throws Exception {
    sdk = SdkTools.overHttp(0);
  }

  @AfterEach
  void stop() throws Exception {
    sdk.close();
  }

  private URI uri() {
    return URI.create("http://localhost:" + sdk.port() + "/mcp");
  }

  private McpToolClient connect(boolean http) {
    McpToolClient.Builder builder =
        http
            ? McpToolClient.http(uri())
            : McpToolClient.stdio(Carrier.java(SdkTools.class).toArray(String[]::new));
    McpToolClient[] client = new McpToolClient[1];
    client[0] = builder.onToolsChanged(() -> hear(client[0])).connect();
    return client[0];
  }

  /** Who hears of a change asks at once. */
  private void hear(McpToolClient client) {
    if (client.tools().stream().anyMatch(tool -> tool.name().equals("grown"))) {
      changed.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itsToolsRunAndTell(boolean http) throws Exception {
    try (McpToolClient client = connect(http)) {
      assertThat(client.tools())
          .extracting(Tool::name)
          .containsExactlyInAnyOrder("add", "tell", "show", "refuse", "grow");
      structureIsKept(client);
      progressIsTold(client);
      partsAreKept(client);
      assertThat(client.tool("refuse").invoke(NOTHING).failed()).isTrue();

      client.tool("grow").invoke(NOTHING);

      assertThat(changed.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(client.tools()).extracting(Tool::name).contains("grown");
    }
  }

  private static void structureIsKept(McpToolClient client) {
    ToolResult sum = client.tool("add").invoke(JsonMapper.shared().readTree("{\"a\":1,\"b\":2}"));

    assertThat(sum.text()).isEqualTo("{\"sum\":3}");
    assertThat(McpToolClient.structured(sum).orElseThrow().path("sum").asInt()).isEqualTo(3);
  }

  private static void progressIsTold(McpToolClient client) {
    List<McpProgress> told = new ArrayList<>();

    assertThat(client.tool("tell").stream(NOTHING, told::add).text()).isEqualTo("told");
    assertThat(told)
        .containsExactly(
            new McpProgress(1, 3.0, "part 1"),
            new McpProgress(2, 3.0, "part 2"),
            new McpProgress(3, 3.0, "part 3"));
  }

  private static void partsAreKept(McpToolClient client) {
    byte[] bytes = {1, 2, 3};

    assertThat(client.tool("show").invoke(NOTHING).parts())
        .containsExactly(
            Media.of(Media.Kind.IMAGE, bytes, "image/png"),
            Media.of(Media.Kind.AUDIO, bytes, "audio/wav"),
            new TextPart("inside"),
            Media.of(Media.Kind.FILE, URI.create("https://example.com/a.pdf"))
                .withMimeType("application/pdf")
                .withName("a.pdf"));
  }

  @Test
  void aServerThatHasForgottenItsClientIsIntroducedToItAgain() throws Exception {
    try (McpToolClient client = McpToolClient.http(uri()).connect()) {
      Tool<JsonNode, McpProgress, ToolResult> tell = client.tool("tell");
      int port = sdk.port();
      sdk.close();
      sdk = SdkTools.overHttp(port);

      assertThat(List.of(1, 2, 3, 4).parallelStream().map(i -> tell.invoke(NOTHING).text()))
          .containsOnly("told")
          .hasSize(4);
    }
  }
}
