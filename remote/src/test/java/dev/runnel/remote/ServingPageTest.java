package dev.runnel.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RetryPolicy;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.agent.Agent;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocols;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServedChain;
import dev.runnel.server.HttpEngine;
import dev.runnel.server.RequestGuard;
import dev.runnel.server.RunnelServer;
import dev.runnel.server.ServerLimits;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.ScriptedChatModel;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.time.Duration;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the code of docs/serving.md. */
@Timeout(60)
class ServingPageTest {
  private final ChatModel model = ScriptedChatModel.of("Why", " not?");
  private final Jokes jokes = new JokesRunnables(model);

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("serving.md", "java"))
        .containsExactlyElementsOf(DocSnippets.regions(ServingPageTest.class));
  }

  // region start
  RunnelServer start(int port) {
    return RunnelServer.serve(jokes.joke(), "/joke").start(port);
  }

  // endregion

  // region protocols
  RunnelServer speak(int port) {
    ChainInput<ChatPrompt> chat = ChainInput.of(ChatPrompt.class);
    return RunnelServer.builder()
        .serve(jokes.joke(), "/joke")
        .serve(model, chat, "/api/chat", Protocols.AI_SDK)
        .serve(model, chat, "/agent", Protocols.AG_UI)
        .serve(model, chat, "/v1", Protocols.OPENAI)
        .start(port);
  }

  // endregion

  // region inputs
  record Question(String text, int words) {}

  ChainInput<Question> questions() {
    return ChainInput.of(Question.class)
        .withChat(chat -> new Question(chat.messages().get(0).text(), 100));
  }

  // endregion

  // region limits
  RunnelServer.Builder limited() {
    return RunnelServer.serve(jokes.joke(), "/joke")
        .options(
            ServeOptions.DEFAULT
                .withRunTimeout(Duration.ofMinutes(2))
                .withHeartbeat(Duration.ofSeconds(10))
                .withWriteTimeout(Duration.ofSeconds(20)))
        .limits(ServerLimits.DEFAULT.withMaxBody(64 * 1024).withMaxRuns(500));
  }

  // endregion

  // region open
  RunnelServer.Builder open(byte[] key) throws UnknownHostException {
    return RunnelServer.serve(jokes.joke(), "/joke")
        .address(InetAddress.getByName("0.0.0.0"))
        .guard(
            RequestGuard.bearer(
                token -> MessageDigest.isEqual(key, token.getBytes(StandardCharsets.UTF_8))))
        .allowOrigins("https://app.example.com");
  }

  // endregion

  // region http2
  RunnelServer.Builder http2() {
    return RunnelServer.serve(jokes.joke(), "/joke").engine(HttpEngine.jettyWithHttp2());
  }

  // endregion

  // region engine
  RunnelServer.Builder withoutLibraries() {
    return RunnelServer.serve(jokes.joke(), "/joke").engine(HttpEngine.jdk());
  }

  // endregion

  // region remote
  Runnel<String, String, String> remote(URI uri) {
    return RemoteRunnel.<String>ofText(uri)
        .withHeader("Authorization", "Bearer secret")
        .withRetry(RetryPolicy.ofAttempts(3))
        .withTimeout(TimeoutPolicy.ofTotal(Duration.ofMinutes(1)));
  }

  // endregion

  // region agents
  RunnelServer.Builder agents(Agent agent, Key key) {
    return RunnelServer.serve(agent, "/api/chat", Protocols.AI_SDK)
        .serve(agent, "/agent", Protocols.AG_UI)
        .options(ServeOptions.DEFAULT.withStateKey(key));
  }

  // endregion

  // region chain
  RunnelServer.Builder chain(Runnel<ChatPrompt, ?, ?> chain, Agent agent) {
    ChainInput<ChatPrompt> chat = ChainInput.of(ChatPrompt.class);
    return RunnelServer.builder()
        .serve(
            options -> ServedChain.of("help", chain, chat, options).endingWith(agent),
            "/api/help",
            Protocols.AI_SDK);
  }

  // endregion

  @Test
  void chainsThatEndWithAnAgentAreServed() {
    Agent agent = Agent.of(model);
    try (RunnelServer server =
        chain(RunnableLambda.<ChatPrompt, ChatPrompt>of("same", in -> in).then(agent), agent)
            .start(0)) {
      assertThat(server.port()).isPositive();
    }
  }

  @Test
  void agentsAreServed() throws Exception {
    Key key = new SecretKeySpec(new byte[] {1}, "HmacSHA256");
    try (RunnelServer server = agents(Agent.of(model), key).start(0)) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri("/api/chat"))
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"Go.\"}]}]}"))
              .build();

      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
          .contains("\"delta\":\"Why\"", "data: [DONE]");
    }
  }

  @Test
  void aServerOfOneLineStreams() {
    try (RunnelServer server = start(0)) {
      assertThat(remote(server.uri("/joke")).stream("parrots").toList())
          .containsExactly("Why", " not?");
    }
  }

  @Test
  void allProtocolsAreServedBesideEachOther() throws Exception {
    try (RunnelServer server = speak(0)) {
      HttpRequest request = HttpRequest.newBuilder(server.uri("/v1/models")).build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
          .contains("\"id\":\"v1\"");
    }
  }

  @Test
  void aChatBecomesAQuestion() {
    assertThat(questions().read(ChatPrompt.of("Why?"))).isEqualTo(new Question("Why?", 100));
  }

  @Test
  void theOtherServersStart() throws Exception {
    limited().start(0).close();
    http2().start(0).close();
    withoutLibraries().start(0).close();
    try (RunnelServer server = open("secret".getBytes(StandardCharsets.UTF_8)).start(0)) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/joke");
      assertThat(remote(uri).invoke("parrots")).isEqualTo("Why not?");
    }
  }
}
