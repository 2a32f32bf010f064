package dev.runnel.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.serve.ServeOptions;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands on the lines over stdio, and what a client cannot be taught. */
@Timeout(60)
class StdioWireTest {
  private static final int BUFFER = 1024 * 1024;

  private final TestTools tools = new TestTools();
  private OutputStream toServer;
  private BufferedReader fromServer;
  private Background<Boolean> serving;

  @BeforeEach
  void start() throws IOException {
    PipedInputStream in = new PipedInputStream(BUFFER);
    PipedOutputStream out = new PipedOutputStream();
    toServer = new PipedOutputStream(in);
    fromServer =
        new BufferedReader(
            new InputStreamReader(new PipedInputStream(out, BUFFER), StandardCharsets.UTF_8));
    serving =
        Background.run(
            () -> {
              tools.server().serve(in, out, ServeOptions.DEFAULT);
              return true;
            });
  }

  @AfterEach
  void theEndOfTheInputIsTheEnd() throws Exception {
    toServer.close();
    assertThat(serving.result()).isTrue();
    Eventually.isZero(tools::running);
  }

  private void write(String line) throws IOException {
    toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  private JsonNode read() throws IOException {
    return JsonMapper.shared().readTree(fromServer.readLine());
  }

  private void introduce() throws IOException {
    write(
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
            + "\"clientInfo\":{\"name\":\"raw\",\"version\":\"1\"}}}");
    assertThat(read().at("/result/serverInfo/name").asString()).isEqualTo("test tools");
  }

  private void call(int id, String tool) throws IOException {
    write(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"method\":\"tools/call\",\"params\":{\"name\":\""
            + tool
            + "\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hello", "[]", "{}", "7", "null", "\u0000", "{\"jsonrpc\":\"2.0\",\"id\":1}"})
  void whatIsNoMessageIsRefusedAndTheNextIsAnswered(String line) throws IOException {
    write(line);
    JsonNode refused = read();

    assertThat(refused.get("id").isNull()).isTrue();
    assertThat(refused.at("/error/code").asInt()).isEqualTo(-32700);
    introduce();
  }

  @Test
  void whoDoesNotIntroduceItselfIsRefusedAndDoesNotWait() throws IOException {
    call(1, "echo");

    assertThat(read().at("/error/message").asString())
        .isEqualTo("The client has to begin with 'initialize'.");
  }

  @Test
  void callsDoNotWaitForEachOther() throws IOException {
    introduce();
    call(1, "silent");
    call(2, "silent");
    Eventually.isTrue(() -> tools.running() == 2);

    call(3, "running");

    assertThat(read().at("/result/content/0/text").asString()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "endless"})
  void aCallThatIsCancelledEndsWithoutAResponse(String tool) throws IOException {
    introduce();
    call(1, tool);
    Eventually.isTrue(() -> tools.running() == 1);

    write(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
            + "\"params\":{\"requestId\":1}}");
    Eventually.isZero(tools::running);

    call(2, "running");
    JsonNode next = read();
    assertThat(next.get("id").asInt()).isEqualTo(2);
    assertThat(next.at("/result/content/0/text").asString()).isEqualTo("0");
  }

  @Test
  void aClientThatLeavesEndsItsCalls() throws IOException {
    introduce();
    call(1, "silent");
    call(2, "endless");
    Eventually.isTrue(() -> tools.running() == 2);
  }

  @Test
  void aLineThatNeverEndsEndsTheSession() throws Exception {
    introduce();
    call(1, "silent");
    Eventually.isTrue(() -> tools.running() == 1);
    byte[] part = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i <= 64; i++) {
      toServer.write(part);
    }

    assertThat(serving.result()).isTrue();
  }
}
