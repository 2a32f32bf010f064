package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A provider's model is asked over HTTP, here on the loopback. */
class RealProviderTest {
  @Test
  void tokensOfAProviderAreShownAsTheyCome() throws Exception {
    List<String> tokens = List.of("Why", " did", " the", " bear", "?\n", "Grüße", " 🐻");
    try (OpenAiServer server = OpenAiServer.answering(tokens)) {
      Session session = Session.inEnvironment(Map.of("OPENAI_API_KEY", "secret"));
      int exitCode =
          session.run("joke", "bears", "--model", "openai:tiny", "--base-url", server.url());

      assertThat(exitCode).as(session.err.shown()).isZero();
      assertThat(session.out.shown()).startsWith(String.join("|", tokens));
      OpenAiServer.Request request = server.awaitRequest();
      assertThat(request.head()).startsWith("POST /v1/chat/completions ").contains("Bearer secret");
      assertThat(request.body())
          .contains("tell me a joke about bears")
          .containsPattern("\"model\"\\s*:\\s*\"tiny\"")
          .containsPattern("\"stream\"\\s*:\\s*true");
    }
  }

  @Test
  void aLocalServerNeedsNoKey() throws Exception {
    try (OpenAiServer server = OpenAiServer.answering(List.of("Hi"))) {
      Session session = Session.plain();
      assertThat(session.run("hello", "Hi?", "--model", "openai:tiny", "--base-url", server.url()))
          .as(session.err.shown())
          .isZero();
      assertThat(session.out.shown()).startsWith("Hi");
      assertThat(server.awaitRequest().head()).doesNotContain("Authorization");
    }
  }

  @Test
  void anErrorOfTheProviderIsToldInOneLine() throws Exception {
    String body = "{\"error\":{\"message\":\"No such\\nmodel.\",\"type\":\"invalid\"}}";
    try (OpenAiServer server = OpenAiServer.refusing("404 Not Found", body)) {
      Session session = Session.plain();
      assertThat(session.run("hello", "--model", "openai:x", "--base-url", server.url()))
          .isEqualTo(1);
      assertThat(session.err.shown().lines()).hasSize(2);
      assertThat(session.err.shown()).startsWith("Failed: ").contains("No such");
    }
  }

  @Test
  void aServerThatIsNotThereIsToldInOneLine() throws Exception {
    String url;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = "http://127.0.0.1:" + free.getLocalPort() + "/v1";
    }
    Session session = Session.plain();
    assertThat(session.run("joke", "--model", "openai:x", "--base-url", url)).isEqualTo(1);
    assertThat(session.err.shown()).startsWith("Failed: Cannot connect ").contains("No tokens, ");
    assertThat(session.err.shown().lines()).hasSize(2);
    assertThat(session.out.shown()).isEmpty();
  }

  @Test
  void whenNobodyReadsTheOutputTheConnectionIsClosed() throws Exception {
    try (OpenAiServer server = OpenAiServer.stallingAfter(List.of("one", " two"))) {
      OutputStream broken =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              throw new IOException("Broken pipe");
            }
          };
      TestTerminal err = new TestTerminal();
      Surroundings surroundings =
          new Surroundings(
              Map.of(),
              InputStream.nullInputStream(),
              new PrintStream(broken, false, StandardCharsets.UTF_8),
              err.stream(),
              false,
              () -> 60,
              page -> {},
              GuideModel::replaying);
      int exitCode =
          Main.run(surroundings, "hello", "--model", "openai:x", "--base-url", server.url());

      assertThat(exitCode).isEqualTo(1);
      assertThat(server.awaitDisconnect()).isTrue();
      assertThat(err.shown()).isEmpty();
    }
  }
}
