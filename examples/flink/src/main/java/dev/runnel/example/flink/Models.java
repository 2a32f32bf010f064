package dev.runnel.example.flink;

import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.ChunkStream;
import dev.runnel.langchain4j.CancellableHttpClient;
import dev.runnel.langchain4j.LangChain4jChatModel;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;

/** Makes the model where the job runs, so that no key stands in the job. */
final class Models {
  private static final String ASKING = "Label this ticket of a customer: ";

  private Models() {}

  /** Returns OpenAI's if the task manager's environment has a key, else one that needs none. */
  static ChatModel fromEnvironment() {
    String key = System.getenv("OPENAI_API_KEY");
    return key == null || key.isEmpty()
        ? (prompt, run) -> ChunkStream.of(AiMessageChunk.ofText(label(prompt.text())))
        : LangChain4jChatModel.of(
            OpenAiStreamingChatModel.builder()
                .modelName(System.getenv().getOrDefault("OPENAI_MODEL", "gpt-5-mini"))
                .apiKey(key)
                .httpClientBuilder(CancellableHttpClient.builder())
                .build());
  }

  /** Answers by rules, to try the job: it knows invoices and exclamation marks. */
  private static String label(String prompt) {
    String ticket = prompt.substring(ASKING.length());
    if (ticket.isBlank()) {
      throw new IllegalArgumentException("The ticket is empty.");
    }
    return "{\"topic\":\"%s\",\"urgency\":%s}"
        .formatted(ticket.contains("invoice") ? "billing" : "other", ticket.contains("!") ? 3 : 1);
  }
}
