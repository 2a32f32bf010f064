package dev.runnel.langchain4j;

import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.adapter.CancellationContract;
import dev.runnel.testkit.adapter.EndlessBodyContract;
import dev.runnel.testkit.adapter.FailureContract;
import dev.runnel.testkit.adapter.ReasoningContract;
import dev.runnel.testkit.adapter.RequestContract;
import dev.runnel.testkit.adapter.SilentServerContract;
import dev.runnel.testkit.adapter.StreamingContract;
import dev.runnel.testkit.adapter.ToolContract;

/** LangChain4j's client of OpenAI over our HTTP client. */
class OpenAiContractTest
    implements StreamingContract,
        ReasoningContract,
        ToolContract,
        RequestContract,
        FailureContract,
        CancellationContract,
        SilentServerContract,
        EndlessBodyContract {
  @Override
  public ChatModel model(String baseUrl) {
    return LangChain4jChatModel.of(
        OpenAiStreamingChatModel.builder()
            .baseUrl(baseUrl)
            .apiKey("none")
            .modelName("m")
            .returnThinking(true)
            .httpClientBuilder(CancellableHttpClient.builder().maxBytes(byteLimit()))
            .build());
  }

  @Override
  public long byteLimit() {
    return 100_000;
  }
}
