package dev.runnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.testkit.ScriptedChatModel;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server without the module of the playground; that with it is tested there. */
@Timeout(60)
class PlaygroundSwitchTest {
  private static RunnelServer.Builder builder() {
    return RunnelServer.serve(new JokesRunnables(ScriptedChatModel.of("Why")).joke(), "/joke");
  }

  @Test
  void switchedOnItIsMissed() {
    RunnelServer.Builder builder = builder().playground(true);

    assertThatThrownBy(() -> builder.start(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dev.runnel:runnel-playground");
  }

  @Test
  void elseTheServerIsWithoutIt() throws Exception {
    try (RunnelServer server = builder().start(0)) {
      HttpRequest request = HttpRequest.newBuilder(server.uri("/playground")).build();

      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
          .isEqualTo(404);
    }
  }
}
