package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.model.ChatModel;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.adapter.ChatServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The README's two real models: they compile as they stand there, and the local one answers. */
@Timeout(60)
class ReadmeModelsTest {
  private static ChatModel withKey(String key) {
    // region key
    ChatModel openAi =
        LangChain4jChatModel.of(
            OpenAiStreamingChatModel.builder().apiKey(key).modelName("gpt-5-mini").build());
    // endregion
    return openAi;
  }

  private static ChatModel local(String url) {
    // region local
    ChatModel local =
        LangChain4jChatModel.of(
            OpenAiStreamingChatModel.builder().baseUrl(url).modelName("llama3.2").build());
    // endregion
    return local;
  }

  @Test
  void theReadmeShowsThem() {
    List<String> blocks = DocSnippets.blocks("../README.md", "java");

    assertThat(DocSnippets.regions(ReadmeModelsTest.class)).hasSize(2).allMatch(blocks::contains);
  }

  @Test
  void aLocalServerAnswersWithoutAKey() throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> exchange.startEvents().role().text("Hello").finish("stop").done())) {
      assertThat(local(server.baseUrl()).invoke("Hi").text()).isEqualTo("Hello");
    }
  }

  @Test
  void aModelWithAKeyIsMade() {
    assertThat(withKey("a key").name()).isEqualTo("OpenAiStreamingChatModel");
  }
}
