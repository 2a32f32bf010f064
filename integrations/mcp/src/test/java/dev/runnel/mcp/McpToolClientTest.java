package dev.runnel.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunTimeoutException;
import dev.runnel.StreamClosedException;
import dev.runnel.TimeoutPolicy;
import dev.runnel.model.Media;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our client at our server. */
@Timeout(60)
abstract class McpToolClientTest {
  private final Carrier carrier;
  private Carrier.Served served;
  private McpToolClient client;

  McpToolClientTest(Carrier carrier) {
    this.carrier = carrier;
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OverJettyTest extends McpToolClientTest {
    OverJettyTest() {
      super(Carrier.JETTY);
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OverJdkTest extends McpToolClientTest {
    OverJdkTest() {
      super(Carrier.JDK);
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OverStdioTest extends McpToolClientTest {
    OverStdioTest() {
      super(Carrier.STDIO);
    }
  }

  @BeforeAll
  void connect() {
    served = carrier.serve();
    client = served.client().connect();
  }

  @AfterAll
  void close() {
    client.close();
    served.close();
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private ToolResult invoke(String tool, String arguments) {
    return client.tool(tool).invoke(json(arguments));
  }

  /** Asks the server itself what runs there, since it may be another process. */
  private int running() {
    return Integer.parseInt(invoke("running", "{}").text());
  }

  @Test
  void toolsOfTheServerAreToolsHere() {
    Tool<JsonNode, McpProgress, ToolResult> cities = client.tool("cities");

    assertThat(cities.spec().description()).isEqualTo("Finds cities.");
    assertThat(cities.spec().parameters().at("/properties/limit/type").asString())
        .isEqualTo("integer");
    assertThat(client.tools(name -> "there_" + name))
        .extracting(Tool::name)
        .startsWith("there_joke", "there_cities");
  }

  @Test
  void progressIsChunksAndTheResultIsTheWhole() {
    List<String> told = new ArrayList<>();

    ToolResult result =
        client.tool("joke").stream(
            json("{\"input\":\"parrots\"}"), piece -> told.add(piece.text()));

    assertThat(told).containsExactly("Why", " not", "?");
    assertThat(result.text()).isEqualTo("Why not?");
    assertThat(result.failed()).isFalse();
  }

  @Test
  void aResultHasItsPartsAndItsStructure() {
    assertThat(invoke("picture", "{}").parts())
        .containsExactly(new TextPart("A pixel:"), Media.image(TestTools.PIXEL, "image/png"));
    assertThat(McpToolClient.structured(invoke("cities", "{\"country\":\"Italy\",\"limit\":1}")))
        .contains(json("{\"country\":\"Italy\",\"cities\":[\"Rome\"]}"));
    assertThat(McpToolClient.structured(invoke("picture", "{}"))).isEmpty();
  }

  @Test
  void aModelsCallIsAnswered() {
    Tool<?, ?, ?> tool = client.tools(name -> "there_" + name).get(0);

    ToolMessage answer = tool.answer(new ToolCall("7", "there_joke", "{\"input\":\"parrots\"}"));

    assertThat(answer.text()).isEqualTo("Why not?");
    assertThat(answer.result().callId()).isEqualTo("7");
  }

  @Test
  void argumentsAreCheckedBeforeTheyAreSent() {
    ToolMessage answer = client.tool("joke").answer(new ToolCall("7", "joke", "{}"));

    assertThat(answer.failed()).isTrue();
    assertThat(answer.text()).isEqualTo("/input is missing");
  }

  @Test
  void whatTheServerCallsAnErrorIsAResultThatHasFailed() {
    ToolResult result = invoke("tells", "{}");

    assertThat(result.failed()).isTrue();
    assertThat(result.text()).isEqualTo("the secret");
    assertThat(client.tool("tells").answer(new ToolCall("7", "tells", "{}")).failed()).isTrue();
  }

  @Test
  void aToolThatIsNotThereIsNamedBesideThoseThatAre() {
    assertThatThrownBy(() -> client.tool("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no tool 'nothing', but [joke, cities");
  }

  @Test
  void closingACallThatStreamsEndsItThere() {
    int before = running();
    try (ChunkStream<McpProgress> pieces = client.tool("endless").stream(json("{}"))) {
      assertThat(pieces.next().text()).isEqualTo("chunk 0");
      assertThat(running()).isEqualTo(before + 1);
    }

    Eventually.isTrue(() -> running() == before);
  }

  @Test
  void closingACallThatIsSilentEndsItThere() throws Exception {
    int before = running();
    ChunkStream<McpProgress> pieces = client.tool("silent").stream(json("{}"));
    Background<Boolean> reading = Background.run(pieces::hasNext);
    Eventually.isTrue(() -> running() == before + 1);

    pieces.close();

    assertThat(reading.failure()).isInstanceOf(StreamClosedException.class);
    Eventually.isTrue(() -> running() == before);
  }

  @Test
  void aCallThatTakesTooLongIsEndedThere() {
    int before = running();

    assertThatThrownBy(
            () ->
                client
                    .tool("silent")
                    .withTimeout(TimeoutPolicy.ofTotal(Duration.ofMillis(200)))
                    .invoke(json("{}")))
        .isInstanceOf(RunTimeoutException.class);

    Eventually.isTrue(() -> running() == before);
  }

  @Test
  void anInterruptEndsTheCallThere() throws Exception {
    int before = running();
    Background<ToolResult> calling = Background.run(() -> invoke("silent", "{}"));
    Eventually.isTrue(() -> running() == before + 1);

    calling.interrupt();

    assertThat(calling.failure()).isInstanceOf(StreamClosedException.class);
    Eventually.isTrue(() -> running() == before);
  }

  @Test
  void theClientsOwnLimitHoldsForEachCall() {
    try (McpToolClient impatient = served.client().callTimeout(Duration.ofMillis(200)).connect()) {
      assertThatThrownBy(() -> impatient.tool("silent").invoke(json("{}")))
          .isInstanceOf(McpException.class)
          .hasMessageContaining("did not answer the call of 'silent' in time");
      Eventually.isTrue(() -> isIdle(impatient));
    }
  }

  /** Tells whether nothing runs at a server that may itself be slow to tell. */
  private static boolean isIdle(McpToolClient impatient) {
    try {
      return impatient.tool("running").invoke(json("{}")).text().equals("0");
    } catch (McpException notInTime) {
      return false;
    }
  }

  @Test
  void aCallThatBeginsWhileItsClientIsClosedSaysSo() throws Exception {
    for (int i = 0; i < (carrier == Carrier.STDIO ? 2 : 50); i++) {
      McpToolClient closed = served.client().connect();
      Tool<JsonNode, McpProgress, ToolResult> silent = closed.tool("silent");
      Background<ToolResult> calling = Background.run(() -> silent.invoke(json("{}")));

      closed.close();

      assertThat(calling.failure())
          .isInstanceOf(McpException.class)
          .hasMessageContaining("its client is closed");
    }
  }

  @Test
  void aClientThatIsClosedSaysSo() throws Exception {
    McpToolClient closed = served.client().connect();
    Tool<JsonNode, McpProgress, ToolResult> silent = closed.tool("silent");
    Tool<JsonNode, McpProgress, ToolResult> joke = closed.tool("joke");
    ChunkStream<McpProgress> pieces = closed.tool("endless").stream(json("{}"));
    pieces.next();
    Background<ToolResult> calling = Background.run(() -> silent.invoke(json("{}")));

    closed.close();

    assertThat(calling.failure())
        .isInstanceOf(McpException.class)
        .hasMessageContaining("its client is closed");
    assertThatThrownBy(() -> pieces.forEach(piece -> {})).isInstanceOf(McpException.class);
    assertThatThrownBy(() -> joke.invoke(json("{\"input\":\"parrots\"}")))
        .isInstanceOf(McpException.class)
        .hasMessageContaining("its client is closed");
    if (carrier != Carrier.STDIO) {
      Eventually.isTrue(() -> running() == 0);
    }
  }
}
