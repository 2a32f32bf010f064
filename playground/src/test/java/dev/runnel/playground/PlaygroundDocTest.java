package dev.runnel.playground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.server.RequestGuard;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.RecordedRun;
import dev.runnel.testkit.ScriptedChatModel;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the code of docs/playground.md. */
@Timeout(60)
class PlaygroundDocTest {
  private final Jokes jokes = new JokesRunnables(ScriptedChatModel.of("Why"));

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("playground.md", "java"))
        .containsExactlyElementsOf(DocSnippets.regions(PlaygroundDocTest.class));
  }

  // region start
  RunnelServer start(int port) {
    return RunnelServer.serve(jokes.joke(), "/joke")
        .start(port); // http://localhost:8080/playground
  }

  // endregion

  @Test
  void aRecordIsAnExpectation() {
    // region recorded
    RecordedRun recorded = RecordedRun.read(Path.of("src/test/resources/joke.json"));
    Jokes replayed = new JokesRunnables(recorded.model());

    recorded.assertRepeatedBy(replayed.joke(), "parrots");
    // endregion
    assertThat(recorded.output()).isPresent();
  }

  // region team
  RunnelServer.Builder forMyTeam(RequestGuard team) throws UnknownHostException {
    return RunnelServer.serve(jokes.joke(), "/joke")
        .address(InetAddress.getByName("0.0.0.0"))
        .guard(team)
        .playground(true);
  }

  // endregion

  @Test
  void theServersHaveThePage() throws Exception {
    try (RunnelServer mine = start(0);
        RunnelServer ours = forMyTeam(RequestGuard.NONE).start(0)) {
      for (RunnelServer server : new RunnelServer[] {mine, ours}) {
        URI page = URI.create("http://127.0.0.1:" + server.port() + "/playground/");
        assertThat(
                HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                    .body())
            .contains("Runnel playground");
      }
    }
  }
}
