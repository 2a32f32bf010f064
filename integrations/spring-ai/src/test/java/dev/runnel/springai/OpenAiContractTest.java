package dev.runnel.springai;

import dev.runnel.model.ChatModel;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.adapter.CancellationContract;
import dev.runnel.testkit.adapter.FailureContract;
import dev.runnel.testkit.adapter.ReasoningContract;
import dev.runnel.testkit.adapter.RequestContract;
import dev.runnel.testkit.adapter.SilentServerContract;
import dev.runnel.testkit.adapter.StreamingContract;
import dev.runnel.testkit.adapter.ToolCallForm;
import dev.runnel.testkit.adapter.ToolContract;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/** Spring AI's model of OpenAI. */
class OpenAiContractTest
    implements StreamingContract,
        ReasoningContract,
        ToolContract,
        RequestContract,
        FailureContract,
        CancellationContract,
        SilentServerContract {
  private final CancellableCalls calls = new CancellableCalls();

  @AfterEach
  void noCallIsLeft() {
    Eventually.isZero(calls::open);
  }

  @Override
  public ChatModel model(String baseUrl) {
    return SpringAiChatModel.of(
        OpenAiChatModel.builder()
            .options(
                OpenAiChatOptions.builder()
                    .baseUrl(baseUrl)
                    .apiKey("none")
                    .model("m")
                    .streamUsage(true)
                    .maxRetries(0)
                    .build())
            .httpClientBuilderCustomizer(http -> http.interceptor(calls.interceptor()))
            .build(),
        calls);
  }

  /** Spring AI wants an index and an id of each call, and joins those of one index. */
  @Override
  public Set<ToolCallForm> refusedForms() {
    return EnumSet.of(
        ToolCallForm.NOTHING_AT_ANOTHER_INDEX,
        ToolCallForm.NOTHING_AT_ANOTHER_INDEX_WITHOUT_FUNCTION,
        ToolCallForm.INDEX_0_FOR_ALL,
        ToolCallForm.INDEX_0_FOR_ALL_IN_PIECES,
        ToolCallForm.INDEX_0_AND_ONE_NAME_FOR_ALL,
        ToolCallForm.INDEX_0_AND_NO_IDS,
        ToolCallForm.WITHOUT_INDEX,
        ToolCallForm.WITHOUT_INDEX_IN_PIECES);
  }
}
