package ${package};

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.langchain4j.CancellableHttpClient;
import dev.runnel.langchain4j.LangChain4jChatModel;
import dev.runnel.model.ChatModel;

/** The model that this program asks: the one that the environment names. */
final class Models {
  private Models() {}

  static ChatModel model() {
    String url = variable("MODEL_URL", "");
    String anthropicKey = variable("ANTHROPIC_API_KEY", "");
    String openAiKey = variable("OPENAI_API_KEY", "");
    if (!url.isEmpty()) {
      return openAi(url, openAiKey.isEmpty() ? "none" : openAiKey, "llama3.2");
    }
    if (!anthropicKey.isEmpty()) {
      return anthropic(anthropicKey);
    }
    if (!openAiKey.isEmpty()) {
      return openAi("https://api.openai.com/v1", openAiKey, "gpt-5-mini");
    }
    throw new IllegalStateException(
        "Which model? Set OPENAI_API_KEY, ANTHROPIC_API_KEY, or MODEL_URL for a local server.");
  }

  private static String variable(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? otherwise : value;
  }

  private static ChatModel openAi(String url, String key, String name) {
    return LangChain4jChatModel.of(
        OpenAiStreamingChatModel.builder()
            .baseUrl(url)
            .apiKey(key)
            .modelName(variable("MODEL", name))
            .httpClientBuilder(CancellableHttpClient.builder())
            .build());
  }

  private static ChatModel anthropic(String key) {
    return LangChain4jChatModel.of(
        AnthropicStreamingChatModel.builder()
            .apiKey(key)
            .modelName(variable("MODEL", "claude-haiku-4-5"))
            .httpClientBuilder(CancellableHttpClient.builder())
            .build());
  }
}
