package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.annotations.RunType;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.Extras;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LangChain4jChatModelTest {
  /** A model whose behaviour is a method of the test. */
  @FunctionalInterface
  interface Behaviour extends StreamingChatModel {
    void answer(StreamingChatResponseHandler handler);

    @Override
    default void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      answer(handler);
    }
  }

  @Test
  void aModelThatCallsBackBeforeItReturnsStreamsAsWell() {
    Behaviour model =
        handler -> {
          for (int i = 0; i < 1000; i++) {
            handler.onPartialResponse(i + " ");
          }
          handler.onCompleteResponse(response("ignored"));
        };
    List<String> texts = new ArrayList<>();

    LangChain4jChatModel.of(model).stream("x").forEach(chunk -> texts.add(chunk.text()));

    assertThat(texts).hasSize(1000).startsWith("0 ", "1 ").endsWith("999 ");
  }

  @Test
  void aChunkIsReadBeforeTheModelMakesTheNextOne() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    Behaviour model =
        handler -> {
          handler.onPartialResponse("one");
          await(read);
          handler.onPartialResponse("two");
          handler.onCompleteResponse(response("onetwo"));
        };

    try (ChunkStream<AiMessageChunk> stream = LangChain4jChatModel.of(model).stream("x")) {
      assertThat(stream.next().text()).isEqualTo("one");
      read.countDown();
      assertThat(stream.next().text()).isEqualTo("two");
    }
  }

  @Test
  void whatIsToldOnlyAtTheEndIsMadeUpFor() {
    ToolExecutionRequest request =
        ToolExecutionRequest.builder().id("1").name("weather").arguments("{}").build();
    ChatResponse response =
        ChatResponse.builder()
            .aiMessage(
                AiMessage.builder()
                    .text("Hello")
                    .thinking("Hm.")
                    .toolExecutionRequests(List.of(request))
                    .build())
            .tokenUsage(new TokenUsage(1, 2, 5))
            .finishReason(FinishReason.TOOL_EXECUTION)
            .build();
    Behaviour silent = handler -> handler.onCompleteResponse(response);
    Behaviour toolsOnly =
        handler -> {
          handler.onCompleteToolCall(new CompleteToolCall(0, request));
          handler.onCompleteResponse(response);
        };

    dev.runnel.model.AiMessage whole =
        new dev.runnel.model.AiMessage(
            List.of(
                new Reasoning("Hm.", null, false, null, "other", Extras.NONE),
                new TextPart("Hello"),
                new ToolCall("1", "weather", "{}")),
            AnswerInfo.of(
                    dev.runnel.model.FinishReason.TOOL_CALLS,
                    new dev.runnel.model.TokenUsage(1, 2, 5))
                .withProvider("other"),
            Extras.NONE);
    assertThat(LangChain4jChatModel.of(silent).invoke("x")).isEqualTo(whole);
    dev.runnel.model.AiMessage called = LangChain4jChatModel.of(toolsOnly).invoke("x");
    assertThat(called.parts()).containsExactlyInAnyOrderElementsOf(whole.parts());
    assertThat(called.info()).isEqualTo(whole.info());
  }

  @Test
  void whatTheModelThrowsComesAsItIs() {
    IllegalStateException down = new IllegalStateException("down");
    Behaviour throwing =
        handler -> {
          throw down;
        };
    Behaviour failing = handler -> handler.onError(new CompletionException(down));

    assertThatThrownBy(() -> LangChain4jChatModel.of(throwing).invoke("x")).isSameAs(down);
    assertThatThrownBy(() -> LangChain4jChatModel.of(failing).invoke("x")).isSameAs(down);
  }

  @Test
  void closingInterruptsAModelThatBlocksWhileItStarts() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Behaviour blocking =
        handler -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        };
    ChunkStream<AiMessageChunk> stream = LangChain4jChatModel.of(blocking).stream("x");
    ExecutorService background = Executors.newSingleThreadExecutor();
    try {
      Future<AiMessageChunk> waiting = background.submit(stream::next);
      started.await();

      stream.close();

      assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StreamClosedException.class);
    } finally {
      background.shutdownNow();
    }
  }

  @Test
  void aModelThatCannotBeCancelledIsLeftToItself() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    StreamingHandle handle =
        new StreamingHandle() {
          @Override
          public void cancel() {
            throw new UnsupportedFeatureException("no");
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };
    Behaviour stubborn =
        handler -> {
          handler.onPartialResponse(new PartialResponse("one"), new PartialResponseContext(handle));
          try {
            closed.await();
          } catch (InterruptedException goesOn) {
            // A stubborn model does not listen to interrupts either.
          }
          for (int i = 0; i < 1000; i++) {
            handler.onPartialResponse(
                new PartialResponse("more"), new PartialResponseContext(handle));
          }
          handler.onCompleteResponse(response("x"));
          over.countDown();
        };

    try (ChunkStream<AiMessageChunk> stream = LangChain4jChatModel.of(stubborn).stream("x")) {
      assertThat(stream.next().text()).isEqualTo("one");
    }
    closed.countDown();

    assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void itBearsTheNameOfTheModel() {
    Behaviour model = handler -> handler.onCompleteResponse(response("x"));
    final class Parrot implements StreamingChatModel {}

    assertThat(LangChain4jChatModel.of(new Parrot()).name()).isEqualTo("Parrot");
    assertThat(LangChain4jChatModel.of(model).named("my_model").name()).isEqualTo("my_model");
    assertThat(LangChain4jChatModel.of(model).type()).isEqualTo(RunType.CHAT_MODEL);
  }

  @Test
  void aSchemaThatLangChain4jCannotTakeIsAClearError() {
    Behaviour model = handler -> handler.onCompleteResponse(response("x"));
    ChatModel bound =
        LangChain4jChatModel.of(model)
            .withOptions(
                ChatOptions.DEFAULT.withTools(
                    ToolSpec.of("odd", "", "{\"type\":\"object\",\"minProperties\":1}")));

    assertThatThrownBy(() -> bound.invoke("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'odd'", "minProperties");
  }

  @Test
  void aMissingModelIsAClearError() {
    assertThatThrownBy(() -> LangChain4jChatModel.of((StreamingChatModel) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("model is null");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ChatResponse response(String text) {
    return ChatResponse.builder().aiMessage(AiMessage.from(text)).build();
  }
}
