package dev.runnel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Runnel;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocols;
import dev.runnel.serve.Resumable;
import dev.runnel.serve.ServeRequest;
import dev.runnel.serve.StreamStore;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.ScriptedChatModel;
import io.lettuce.core.RedisClient;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs the code of docs/resume.md. */
@Timeout(60)
class ResumePageTest {
  private final ChatModel model = ScriptedChatModel.of("Why", " not?");
  private final Runnel<String, String, String> joke =
      RunnableLambda.of("joke", topic -> "Why " + topic + "?");

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("resume.md", "java"))
        .containsExactlyElementsOf(DocSnippets.regions(ResumePageTest.class));
  }

  // region resumable
  RunnelServer.Builder resumable() {
    return RunnelServer.builder()
        .serve(joke, ChainInput.of(String.class), "/joke")
        .serve(model, ChainInput.of(ChatPrompt.class), "/chat", Protocols.AI_SDK)
        .resumable(StreamStore.inMemory(), Duration.ofMinutes(5));
  }

  // endregion

  // region owned
  Resumable owned(Function<ServeRequest, String> user) {
    return Resumable.of(StreamStore.inMemory(), Duration.ofMinutes(5)).withOwner(user);
  }

  // endregion

  // region shared
  RunnelServer.Builder shared(RedisClient redis) {
    RedisStreamStore store = RedisStreamStore.connect(redis);
    return RunnelServer.builder()
        .serve(joke, ChainInput.of(String.class), "/joke")
        .resumable(store, Duration.ofMinutes(5));
  }

  // endregion

  private static String get(RunnelServer server, String path, String user) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.uri(path)).header("User", user).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static String run(String answer) {
    return answer.substring(answer.indexOf("id: ") + 4, answer.indexOf(".0\n"));
  }

  @Test
  void aClientComesBack() throws Exception {
    try (RunnelServer server = resumable().start(0)) {
      String answer = get(server, "/joke?input=parrots", "ann");

      assertThat(get(server, "/joke/" + run(answer) + "/stream", "ann"))
          .contains("data: \"Why parrots?\"");
    }
  }

  @Test
  void aStreamHasAnOwner() throws Exception {
    Resumable owned = owned(request -> request.header("User").orElse(""));
    try (RunnelServer server = resumable().resumable(owned).start(0)) {
      String run = run(get(server, "/joke?input=parrots", "ann"));

      assertThat(get(server, "/joke/" + run + "/stream", "bob")).contains("There is no stream");
      assertThat(get(server, "/joke/" + run + "/stream", "ann")).contains("Why parrots?");
    }
  }

  @Test
  @EnabledIfSystemProperty(
      named = "runnel.redis.url",
      matches = "redis:.+",
      disabledReason = "no Redis server is named by -Drunnel.redis.url")
  void aClientComesBackToAnotherServer() throws Exception {
    RedisClient redis = RedisClient.create(System.getProperty("runnel.redis.url"));
    try (RunnelServer one = shared(redis).start(0);
        RunnelServer another = shared(redis).start(0)) {
      String run = run(get(one, "/joke?input=parrots", "ann"));

      assertThat(get(another, "/joke/" + run + "/stream", "ann")).contains("Why parrots?");
    } finally {
      redis.shutdown();
    }
  }
}
