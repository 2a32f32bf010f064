package dev.runnel.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import dev.runnel.model.UserMessage;
import dev.runnel.shared.Background;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import reactor.core.publisher.Flux;

@Timeout(60)
class SpringAiChatModelTest {
  private static final ToolSpec CLOCK =
      ToolSpec.of("clock", "Tells the time", "{\"type\":\"object\",\"properties\":{}}");

  private static ChatResponse text(String text) {
    return response(new AssistantMessage(text));
  }

  private static ChatResponse response(AssistantMessage message) {
    return new ChatResponse(List.of(new Generation(message)));
  }

  private static ChatResponse calls(AssistantMessage.ToolCall... calls) {
    return response(AssistantMessage.builder().content("").toolCalls(List.of(calls)).build());
  }

  private static ChatResponse thought(String text, Map<String, Object> metadata) {
    return response(AssistantMessage.builder().content(text).properties(metadata).build());
  }

  private static ChatResponse end(String reason) {
    return new ChatResponse(
        List.of(
            new Generation(
                new AssistantMessage(""),
                ChatGenerationMetadata.builder().finishReason(reason).build())),
        ChatResponseMetadata.builder()
            .id("r-1")
            .model("stub-1-2026")
            .usage(new DefaultUsage(7, 3, 10))
            .build());
  }

  private static AiMessage answer(ChatResponse... responses) {
    return SpringAiChatModel.of(StubModel.of(Flux.just(responses))).invoke("Why?");
  }

  @Test
  void streamsTextAsItComesAndKeepsWhatIsToldOfTheAnswer() {
    SpringAiChatModel model =
        SpringAiChatModel.of(StubModel.of(Flux.just(text("Why"), text(" not?"), end("STOP"))));

    List<AiMessageChunk> chunks = model.stream("Why?").toList();

    assertThat(chunks.stream().map(AiMessageChunk::text)).containsExactly("Why", " not?", "");
    AiMessage whole = model.invoke("Why?");
    assertThat(whole.text()).isEqualTo("Why not?");
    assertThat(whole.usage()).isEqualTo(new TokenUsage(7, 3, 10));
    assertThat(whole.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(whole.info().id()).isEqualTo("r-1");
    assertThat(whole.info().model()).isEqualTo("stub-1-2026");
    assertThat(model.name()).isEqualTo("StubModel");
  }

  @Test
  void givesEachToolCallOnceAlsoWhereItIsToldTwice() {
    AssistantMessage.ToolCall one = new AssistantMessage.ToolCall("1", "function", "clock", "{}");
    AssistantMessage.ToolCall two = new AssistantMessage.ToolCall("2", "function", "clock", "{}");

    AiMessage answer = answer(text("Look: "), calls(one), calls(one, two), end("tool_calls"));

    assertThat(answer.toolCalls())
        .containsExactly(new ToolCall("1", "clock", "{}"), new ToolCall("2", "clock", "{}"));
    assertThat(answer.text()).isEqualTo("Look: ");
    assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void keepsReasoningWhereverAModelPutsIt() {
    assertThat(answer(thought("", Map.of("reasoningContent", "Hm.")), text("Yes")).reasoning())
        .isEqualTo("Hm.");
    AiMessage signed =
        answer(
            thought("Hm.", Map.of("thinking", true)),
            thought("", Map.of("signature", "s")),
            text("Yes"));
    assertThat(signed.text()).isEqualTo("Yes");
    assertThat(signed.parts().get(0)).isInstanceOf(Reasoning.class);
    assertThat(signed.reasoning()).isEqualTo("Hm.");
  }

  @Test
  void asksWithAllMessages() {
    StubModel stub = StubModel.of(Flux.just(text("ok")));
    Media image = Media.image(new byte[] {1, 2}, "image/png");

    SpringAiChatModel.of(stub)
        .invoke(
            ChatPrompt.of(
                new SystemMessage("Be short."),
                new UserMessage(
                    List.of(
                        new dev.runnel.model.TextPart("What is it?"),
                        image,
                        Media.image(URI.create("http://localhost/a.png")))),
                new AiMessage(
                    List.of(new ToolCall("1", "clock", "{}"), new ToolCall("2", "clock", "{}"))),
                new ToolMessage("1", "clock", "noon"),
                new ToolMessage("2", "clock", "one"),
                new AiMessage("Late."),
                new UserMessage("Thanks")));

    List<Message> sent = stub.lastPrompt().getInstructions();
    assertThat(sent).hasSize(6);
    assertThat(sent.get(0).getText()).isEqualTo("Be short.");
    var user = (org.springframework.ai.chat.messages.UserMessage) sent.get(1);
    assertThat(user.getText()).isEqualTo("What is it?");
    assertThat(user.getMedia().get(0).getDataAsByteArray()).containsExactly(1, 2);
    assertThat(user.getMedia().get(1).getData()).isEqualTo("http://localhost/a.png");
    assertThat(((AssistantMessage) sent.get(2)).getToolCalls())
        .extracting(AssistantMessage.ToolCall::id)
        .containsExactly("1", "2");
    assertThat(((ToolResponseMessage) sent.get(3)).getResponses())
        .containsExactly(
            new ToolResponseMessage.ToolResponse("1", "clock", "noon"),
            new ToolResponseMessage.ToolResponse("2", "clock", "one"));
    assertThat(sent.get(4).getText()).isEqualTo("Late.");
  }

  @Test
  void refusesWhatSpringAiHasNoPlaceFor() {
    SpringAiChatModel model = SpringAiChatModel.of(StubModel.of(Flux.just(text("ok"))));
    Media file = Media.ofFileId(Media.Kind.FILE, "openai", "f-1");

    assertThatThrownBy(() -> model.invoke(ChatPrompt.of(new UserMessage(List.of(file)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("known to the provider by its id");
  }

  @Test
  void laysTheOptionsOfAPromptOverThoseOfTheModel() {
    StubModel stub = StubModel.of(Flux.just(text("ok")));

    SpringAiChatModel.of(stub)
        .invoke(
            ChatPrompt.of("Why?")
                .withOptions(
                    ChatOptions.builder()
                        .maxTokens(9)
                        .stop("\n")
                        .topP(0.5)
                        .seed(1)
                        .tools(CLOCK)
                        .responseFormat(ResponseFormat.TEXT)
                        .build()));

    ToolCallingChatOptions options = (ToolCallingChatOptions) stub.lastPrompt().getOptions();
    assertThat(options.getModel()).isEqualTo("stub-1");
    assertThat(options.getTemperature()).isEqualTo(0.1);
    assertThat(options.getMaxTokens()).isEqualTo(9);
    assertThat(options.getTopP()).isEqualTo(0.5);
    assertThat(options.getStopSequences()).containsExactly("\n");
    var told = options.getToolCallbacks().get(0).getToolDefinition();
    assertThat(told.name()).isEqualTo("clock");
    assertThat(told.inputSchema()).contains("\"properties\"");
    assertThatThrownBy(() -> options.getToolCallbacks().get(0).call("{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'clock'");
  }

  @Test
  void tellsNoToolsWhereTheyAreNotToBeCalled() {
    StubModel stub = StubModel.of(Flux.just(text("ok")));
    ChatOptions options = ChatOptions.builder().tools(CLOCK).toolChoice(ToolChoice.NONE).build();

    SpringAiChatModel.of(stub).invoke(ChatPrompt.of("Why?").withOptions(options));

    assertThat(((ToolCallingChatOptions) stub.lastPrompt().getOptions()).getToolCallbacks())
        .isEmpty();
  }

  @Test
  void anOptionThatHasNoPlaceIsWarnedOfOnce() {
    List<String> said = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord event) {
            said.add(event.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.runnel.springai");
    logger.addHandler(handler);
    try {
      dev.runnel.model.ChatModel model =
          SpringAiChatModel.of(StubModel.of(Flux.just(text("ok"))))
              .withOptions(ChatOptions.builder().seed(42).topK(4).build());

      assertThat(model.invoke("Why?").text()).isEqualTo("ok");
      assertThat(model.invoke("Why?").text()).isEqualTo("ok");
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(said)
        .singleElement()
        .asString()
        .contains("is asked without the option 'seed'")
        .contains("Set it on the model's own options");
  }

  @Test
  void aModelThatDoesNotStreamGivesOneChunk() {
    ChatModel whole = prompt -> text("all");

    assertThat(SpringAiChatModel.of(whole).stream("Why?").toList())
        .extracting(AiMessageChunk::text)
        .containsExactly("all");
  }

  @Test
  void aFailureComesAsItWasThrownAfterTheChunksBeforeIt() {
    IllegalStateException failure = new IllegalStateException("down");
    ChunkStream<AiMessageChunk> chunks =
        SpringAiChatModel.of(StubModel.of(Flux.concat(Flux.just(text("Why")), Flux.error(failure))))
            .stream("Why?");

    assertThat(chunks.next().text()).isEqualTo("Why");
    assertThatThrownBy(chunks::next).isSameAs(failure);
  }

  @Test
  void closingTheStreamCancelsTheRequestAlsoBeforeTheFirstChunk() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    Flux<ChatResponse> silent =
        Flux.<ChatResponse>never()
            .doOnSubscribe(subscription -> asked.countDown())
            .doOnCancel(cancelled::countDown);
    ChunkStream<AiMessageChunk> chunks = SpringAiChatModel.of(StubModel.of(silent)).stream("Why?");
    Background<Boolean> reading = Background.run(chunks::hasNext);

    asked.await();
    chunks.close();

    cancelled.await();
    assertThat(reading.failure()).isInstanceOf(StreamClosedException.class);
  }
}
