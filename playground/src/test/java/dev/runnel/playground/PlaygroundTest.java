package dev.runnel.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.ChatPrompt;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocols;
import dev.runnel.serve.ServeResponse;
import dev.runnel.server.HttpEngine;
import dev.runnel.server.RequestGuard;
import dev.runnel.server.RunnelServer;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class PlaygroundTest {
  private static final Pattern NAMED = Pattern.compile("(?:from |src=|href=)\"(?:\\./)?([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ScriptedChatModel model =
      ScriptedChatModel.of(Script.of("Why").fail(new IllegalStateException("cut off")));

  private RunnelServer.Builder builder() {
    return RunnelServer.serve(new JokesRunnables(model).joke(), "/joke")
        .serve(model, ChainInput.of(ChatPrompt.class), "/api/chat", Protocols.AI_SDK)
        .engine(HttpEngine.jdk());
  }

  private HttpResponse<String> get(RunnelServer server, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    return JsonMapper.builder().build().readTree(response.body());
  }

  /** Each file that the page or one of its files names is there, and no other. */
  @Test
  void thePageIsWhole() throws Exception {
    try (RunnelServer server = builder().start(0)) {
      Set<String> seen = new TreeSet<>();
      Deque<String> open = new ArrayDeque<>(List.of(""));
      while (!open.isEmpty()) {
        String file = open.remove();
        HttpResponse<String> response = get(server, "/playground/" + file);
        assertThat(response.statusCode()).as(file).isEqualTo(200);
        for (String name :
            NAMED.matcher(response.body()).results().map(each -> each.group(1)).toList()) {
          if (seen.add(name)) {
            open.add(name);
          }
        }
      }
      Set<String> served = new TreeSet<>(PageFile.all().stream().map(PageFile::name).toList());
      assertThat(seen).isEqualTo(served);
    }
  }

  @Test
  void theAddressOfThePageEndsWithASlash() throws Exception {
    try (RunnelServer server = builder().start(0)) {
      HttpResponse<String> moved = get(server, "/playground");

      assertThat(moved.statusCode()).isEqualTo(308);
      assertThat(moved.headers().firstValue("Location")).hasValue("playground/");
      assertThat(get(server, "/playground/").body()).startsWith("<!doctype html>");
    }
  }

  private static List<PageFile> files() {
    return Stream.concat(Stream.of(PageFile.page()), PageFile.all().stream()).toList();
  }

  @Test
  void eachFileForbidsWhatIsNotOfTheServer() {
    for (PageFile file : files()) {
      assertThat(file.response().headers().get("Content-Security-Policy"))
          .as(file.name())
          .startsWith("default-src 'none'")
          .contains("require-trusted-types-for 'script'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe")
          .doesNotContain("*");
      assertThat(file.response().headers())
          .containsEntry("X-Content-Type-Options", "nosniff")
          .containsEntry("Referrer-Policy", "no-referrer");
    }
  }

  /** What a policy would refuse in a browser is not written in the first place. */
  @Test
  void noFileHasMarkupOutOfText() {
    for (PageFile file : files()) {
      assertThat(file.response().text())
          .as(file.name())
          .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(");
    }
    assertThat(PageFile.page().response().text())
        .doesNotContainPattern("<script(?! type=\"module\" src=)|<style| style=| on[a-z]+=");
  }

  @Test
  void theChainsAreListedWithSchemasAndGraphs() throws Exception {
    try (RunnelServer server = builder().start(0)) {
      assertThat(json(get(server, "/playground/chains")).at("/chains").toString())
          .isEqualTo(
              "[{\"path\":\"/joke\",\"name\":\"joke\"},{\"path\":\"/api/chat\",\"name\":\"chat\"}]");
      JsonNode graph = json(get(server, "/playground/chains/joke/graph"));
      assertThat(graph.at("/nodes/1").toString())
          .isEqualTo("{\"id\":\"s1\",\"name\":\"ask\",\"type\":\"prompt\"}");
      assertThat(graph.at("/edges").size()).isEqualTo(3);
      assertThat(json(get(server, "/playground/chains/joke/input_schema")).toString())
          .isEqualTo("{\"type\":\"string\"}");
      assertThat(json(get(server, "/playground/chains/api/chat/input_schema")).has("anyOf"))
          .isTrue();
      assertThat(get(server, "/playground/chains/gone/graph").statusCode()).isEqualTo(404);
      assertThat(get(server, "/playground/chains/joke/invoke").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({"/joke, '\"parrots\"'", "/api/chat, '[{\"role\":\"user\",\"content\":\"parrots\"}]'"})
  void eachChainTellsItsEventsAndWithThemItsFailures(String path, String input) throws Exception {
    try (RunnelServer server = builder().start(0)) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri("/playground/chains" + path + "/stream_events"))
              .POST(HttpRequest.BodyPublishers.ofString("{\"input\":" + input + "}"))
              .build();
      String events = client.send(request, BodyHandlers.ofString()).body();

      assertThat(events)
          .contains("on_chat_model_start")
          .contains("\"content\":\"Why\"")
          .contains("cut off")
          .contains("event: error");
    }
  }

  @Test
  void switchedOffThereIsNone() throws Exception {
    try (RunnelServer server = builder().playground(false).start(0)) {
      assertThat(get(server, "/playground/").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void whereOthersReachTheServerThereIsNoneUnlessItIsSwitchedOn() throws Exception {
    InetAddress any = InetAddress.getByAddress(new byte[4]);
    try (RunnelServer server = builder().address(any).start(0)) {
      assertThat(status(server, "/playground/", "Host: 127.0.0.1")).isEqualTo(404);
    }
    try (RunnelServer server = builder().address(any).playground(true).start(0)) {
      assertThat(status(server, "/playground/", "Host: example.com")).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: example.com",
        "Host: localhost.example.com",
        "Host: 127.0.0.1.example.com:80",
        "Host: 128.0.0.1",
        "Host: 127.0.0.1\r\nX-Forwarded-For: 10.0.0.1",
        "Host: localhost\r\nForwarded: for=10.0.0.1",
        "Host: localhost\r\nX-Real-IP: 10.0.0.1",
      })
  void unlessItIsSwitchedOnItIsForThisMachineAlone(String headers) throws Exception {
    try (RunnelServer server = builder().start(0)) {
      assertThat(status(server, "/playground/", headers)).isEqualTo(403);
      assertThat(status(server, "/playground/chains", headers)).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "127.8.9.1", "[::1]:8080"})
  void theNamesOfThisMachineAreKnown(String host) throws Exception {
    try (RunnelServer server = builder().start(0)) {
      assertThat(status(server, "/playground/", "Host: " + host)).isEqualTo(200);
    }
  }

  @Test
  void theGuardLooksAtItAsWell() throws Exception {
    RequestGuard nobody = request -> Optional.of(ServeResponse.text(401, "No.\n"));
    try (RunnelServer server = builder().guard(nobody).playground(true).start(0)) {
      assertThat(get(server, "/playground/").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aPageOfAnotherOriginMayNotAsk() throws Exception {
    try (RunnelServer server = builder().start(0)) {
      assertThat(get(server, "/playground/chains", "Sec-Fetch-Site", "cross-site").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void aChainAtItsPlaceIsNamed() {
    RunnelServer.Builder builder =
        RunnelServer.serve(new JokesRunnables(model).joke(), "/playground");

    assertThatThrownBy(() -> builder.start(0))
        .hasMessageContaining("'plain'")
        .hasMessageContaining("'playground'")
        .hasMessageContaining("GET /playground");
  }

  /** The JDK's client lets nobody set the host. */
  private static int status(RunnelServer server, String path, String headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String request = "GET " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      MatchResult status =
          Pattern.compile("HTTP/1.1 (\\d+)").matcher(answer).results().findFirst().orElseThrow();
      return Integer.parseInt(status.group(1));
    }
  }
}
