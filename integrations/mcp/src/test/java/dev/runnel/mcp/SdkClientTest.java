package dev.runnel.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.runnel.shared.Eventually;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SDK's client, as it comes, at our server. */
@Timeout(60)
abstract class SdkClientTest {
  private final Carrier carrier;
  private final List<ProgressNotification> told = new CopyOnWriteArrayList<>();
  private Carrier.Served served;
  private McpSyncClient client;

  SdkClientTest(Carrier carrier) {
    this.carrier = carrier;
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OverJettyTest extends SdkClientTest {
    OverJettyTest() {
      super(Carrier.JETTY);
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OverJdkTest extends SdkClientTest {
    OverJdkTest() {
      super(Carrier.JDK);
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OverStdioTest extends SdkClientTest {
    OverStdioTest() {
      super(Carrier.STDIO);
    }
  }

  @BeforeAll
  void connect() {
    served = carrier.serve();
    client =
        McpClient.sync(served.sdkTransport())
            .jsonSchemaValidator(SdkJson.VALIDATOR)
            .progressConsumer(told::add)
            .build();
    client.initialize();
  }

  @AfterAll
  void close() {
    client.closeGracefully();
    served.close();
  }

  @AfterEach
  void forget() {
    told.clear();
  }

  private CallToolResult call(String tool, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static String text(CallToolResult result) {
    return ((McpSchema.TextContent) result.content().get(0)).text();
  }

  @Test
  void theServerIntroducesItself() {
    McpSchema.InitializeResult introduced = client.getCurrentInitializationResult();

    assertThat(introduced.serverInfo().name()).isEqualTo("test tools");
    assertThat(introduced.serverInfo().version()).isEqualTo("2.0");
    assertThat(introduced.instructions()).isEqualTo("Use them well.");
    assertThat(introduced.protocolVersion()).isEqualTo("2025-11-25");
  }

  @Test
  void toolsAreListedWithTheirSchemas() {
    List<McpSchema.Tool> tools = client.listTools().tools();

    assertThat(tools).extracting(McpSchema.Tool::name).startsWith("joke", "cities", "count");
    assertThat(tools.get(0).description()).isEqualTo("Tells a joke.");
    assertThat(SdkJson.tree(tools.get(0).inputSchema()).toString())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
                + "\"required\":[\"input\"]}");
    assertThat(tools.get(0).outputSchema()).isNull();
    assertThat(SdkJson.tree(tools.get(1).inputSchema()).at("/properties/country/description"))
        .hasToString("\"the country's name\"");
    assertThat(SdkJson.tree(tools.get(1).outputSchema()).at("/properties/cities/type"))
        .hasToString("\"array\"");
    assertThat(SdkJson.tree(tools.get(2).outputSchema()).at("/properties/output/type"))
        .hasToString("\"array\"");
  }

  @Test
  void theChunksOfAChainAreTheProgressOfItsCall() {
    CallToolResult result =
        client.callTool(
            CallToolRequest.builder("joke")
                .arguments(Map.of("input", "parrots"))
                .progressToken("t")
                .build());

    assertThat(text(result)).isEqualTo("Why not?");
    assertThat(result.isError()).isFalse();
    // This client hands progress to its consumer by several threads, in any order.
    Eventually.isTrue(() -> told.size() == 3);
    assertThat(told)
        .extracting(
            ProgressNotification::progress,
            ProgressNotification::message,
            ProgressNotification::progressToken)
        .containsExactlyInAnyOrder(
            tuple(1.0, "Why", "t"), tuple(2.0, " not", "t"), tuple(3.0, "?", "t"));
  }

  @Test
  void whatAStepTellsOfItsProgressIsThatOfItsCall() {
    CallToolResult result =
        client.callTool(
            CallToolRequest.builder("works").arguments(Map.of()).progressToken("t").build());

    assertThat(text(result)).isEqualTo("done");
    Eventually.isTrue(() -> told.size() == 4);
    assertThat(told)
        .extracting(
            ProgressNotification::progress,
            ProgressNotification::total,
            ProgressNotification::message)
        .containsExactlyInAnyOrder(
            tuple(1.0, 3.0, null),
            tuple(3.0, 3.0, null),
            tuple(7.0, null, null),
            tuple(8.0, null, "done"));
  }

  @Test
  void whoDoesNotAskForProgressGetsNone() {
    assertThat(text(call("works", Map.of()))).isEqualTo("done");
    assertThat(text(call("joke", Map.of("input", "parrots")))).isEqualTo("Why not?");
    assertThat(told).isEmpty();
  }

  @Test
  void anObjectIsStructuredContentAsItIs() {
    CallToolResult result = call("cities", Map.of("country", "Italy", "limit", 1));

    assertThat(text(result)).isEqualTo("{\"country\":\"Italy\",\"cities\":[\"Rome\"]}");
    assertThat(result.structuredContent())
        .isEqualTo(Map.of("country", "Italy", "cities", List.of("Rome")));
  }

  @Test
  void whatIsNoObjectIsWrapped() {
    CallToolResult result = call("count", Map.of("input", 3));

    assertThat(text(result)).isEqualTo("[1,2,3]");
    assertThat(result.structuredContent()).isEqualTo(Map.of("output", List.of(1, 2, 3)));
  }

  @Test
  void aPictureStaysAPicture() {
    CallToolResult result = call("picture", Map.of());

    assertThat(text(result)).isEqualTo("A pixel:");
    McpSchema.ImageContent image = (McpSchema.ImageContent) result.content().get(1);
    assertThat(image.mimeType()).isEqualTo("image/png");
    assertThat(Base64.getDecoder().decode(image.data())).isEqualTo(TestTools.PIXEL);
  }

  static List<List<String>> failures() {
    return List.of(
        List.of("fails", "The tool 'fails' failed, and gave no result."),
        List.of("tells", "the secret"),
        List.of("ends", "The tool 'ends' failed, and gave no result."));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatIsToldOfAFailureSaysThePolicy(List<String> failure) {
    CallToolResult result = call(failure.get(0), Map.of());

    assertThat(result.isError()).isTrue();
    assertThat(text(result)).isEqualTo(failure.get(1));
  }

  static List<Map<String, Object>> unfit() {
    return List.of(
        Map.of(),
        Map.of("input", 7),
        Map.of("input", List.of("parrots")),
        Map.of("input", Map.of("input", "parrots")),
        Map.of("Input", "parrots"));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void argumentsThatDoNotFitAreAnsweredWithWhatIsWrong(Map<String, Object> arguments) {
    CallToolResult result = call("joke", arguments);

    assertThat(result.isError()).isTrue();
    assertThat(text(result)).contains("/input");
  }

  @Test
  void anUnknownToolIsAnError() {
    assertThatThrownBy(() -> call("nothing", Map.of()))
        .isInstanceOf(McpError.class)
        .hasMessageContaining("Unknown tool");
  }

  @Test
  void whatAToolPrintsDoesNotReachTheClient() {
    assertThat(text(call("prints", Map.of()))).isEqualTo("printed");
  }

  @Test
  void anyTextArrives() {
    String hostile =
        "line\nline\r\n\u2028\u0085 \uD83E\uDD9C \u0000 </script> " + "x".repeat(100_000);

    CallToolResult result = call("echo", Map.of("text", hostile));

    assertThat(text(result)).startsWith("{\"text\":\"line\\nline\\r\\n");
  }

  @Test
  void callsRunAtTheSameTime() {
    assertThat(
            List.of("Italy", "France", "Spain", "Peru").parallelStream()
                .map(country -> call("cities", Map.of("country", country, "limit", 0)))
                .map(SdkClientTest::text))
        .containsExactly(
            "{\"country\":\"Italy\",\"cities\":[]}",
            "{\"country\":\"France\",\"cities\":[]}",
            "{\"country\":\"Spain\",\"cities\":[]}",
            "{\"country\":\"Peru\",\"cities\":[]}");
  }

  @Test
  void aPingIsAnswered() {
    assertThat(client.ping()).isNotNull();
  }
}
