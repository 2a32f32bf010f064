package dev.runnel.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.TextChain;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocols;
import dev.runnel.shared.DocSnippets;
import dev.runnel.spring.ChainMount;
import dev.runnel.spring.Models;
import dev.runnel.spring.TestApps;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs the code of docs/spring.md. */
@Timeout(60)
class SpringPageTest {
  // region chain
  public interface Jokes {
    @Prompt("Tell me a joke about {topic}")
    ChatPrompt ask(String topic);

    @StreamingStep
    ChatModel model();

    @Chain({"ask", "model"})
    TextChain<String> joke();
  }

  // endregion

  /** Has a model of its own. */
  public interface Reviews {
    // region qualifier
    @StreamingStep
    @Qualifier("anthropicChatModel")
    ChatModel model();

    // endregion

    /** Is that model. */
    @Chain("model")
    TextChain<ChatPrompt> review();
  }

  // region controller
  @RestController
  static class JokeController {
    private final Jokes jokes;

    JokeController(Jokes jokes) {
      this.jokes = jokes;
    }

    @GetMapping("/joke")
    ChunkStream<String> joke(@RequestParam String topic) {
      return jokes.joke().stream(topic);
    }
  }

  // endregion

  /** The application of the page. */
  @SpringBootApplication
  @Import(JokeController.class)
  static class Application {
    // region mount
    @Bean
    ChainMount joke(Jokes jokes) {
      return ChainMount.of("/chains/joke", jokes.joke());
    }

    @Bean
    ChainMount chat(Reviews reviews) {
      ChainInput<ChatPrompt> chat = ChainInput.of(ChatPrompt.class);
      return ChainMount.of("/api/chat", reviews.review(), chat, Protocols.AI_SDK);
    }

    // endregion

    @Bean
    org.springframework.ai.chat.model.ChatModel openAiChatModel() {
      return Models.springAi("Why not?");
    }

    @Bean
    org.springframework.ai.chat.model.ChatModel anthropicChatModel() {
      return Models.springAi("Good.");
    }
  }

  private static String ask(URI uri, String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    return HttpClient.newHttpClient()
        .send(
            body.isEmpty()
                ? request.build()
                : request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString())
        .body();
  }

  @Test
  void showsTheCodeThatIsRunHere() {
    assertThat(DocSnippets.blocks("spring.md", "java"))
        .containsExactlyElementsOf(DocSnippets.regions(SpringPageTest.class));
  }

  @Test
  @Tag("boot4")
  void theCodeOfThePageServes() throws Exception {
    try (ConfigurableApplicationContext app =
        SpringApplication.run(
            Application.class,
            "--server.port=0",
            "--runnel.model=openAiChatModel",
            "--spring.main.banner-mode=off",
            TestApps.WITHOUT_SECURITY)) {
      int port = TestApps.port(app);
      URI server = URI.create("http://localhost:" + port);

      assertThat(ask(server.resolve("/joke?topic=parrots"), "")).contains("data: \"Why not?\"");
      assertThat(ask(server.resolve("/chains/joke?input=parrots"), ""))
          .contains("data: \"Why not?\"");
      String chat =
          """
          {"id": "c", "messages": [
            {"id": "m", "role": "user", "parts": [{"type": "text", "text": "This page?"}]}]}
          """;
      assertThat(ask(server.resolve("/api/chat"), chat)).contains("Good.");
    }
  }
}
