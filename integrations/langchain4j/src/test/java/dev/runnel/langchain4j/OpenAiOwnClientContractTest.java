package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.adapter.CancellationContract;
import dev.runnel.testkit.adapter.ChatServer;
import dev.runnel.testkit.adapter.FailureContract;
import dev.runnel.testkit.adapter.ReasoningContract;
import dev.runnel.testkit.adapter.RequestContract;
import dev.runnel.testkit.adapter.StreamingContract;
import dev.runnel.testkit.adapter.ToolContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * LangChain4j's client of OpenAI over LangChain4j's own HTTP client. It cannot end a call before a
 * piece came, and has no limit of bytes: see {@link CancellableHttpClient}.
 */
class OpenAiOwnClientContractTest
    implements StreamingContract,
        ReasoningContract,
        ToolContract,
        RequestContract,
        FailureContract,
        CancellationContract {
  @Override
  public ChatModel model(String baseUrl) {
    return LangChain4jChatModel.of(
        OpenAiStreamingChatModel.builder()
            .baseUrl(baseUrl)
            .apiKey("none")
            .modelName("m")
            .returnThinking(true)
            .build());
  }

  /** The JDK's own stream of an answer loses what was not read yet. */
  @Test
  @Override
  public void whatCameBeforeACutIsNeverLost() {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().role().text("Hel").text("lo"))) {
      StringBuilder text = new StringBuilder();

      assertThatThrownBy(
              () ->
                  model(server.baseUrl()).stream("Hi").forEach(chunk -> text.append(chunk.text())))
          .hasRootCauseInstanceOf(IOException.class);
      assertThat("Hello").startsWith(text);
    }
  }
}
