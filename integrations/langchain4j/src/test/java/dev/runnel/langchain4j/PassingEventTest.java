package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.testkit.adapter.ChatServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PassingEventTest {
  private final List<ServerSentEvent> events = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  @Test
  void eventsThatNobodyAsksForAreEmptiedOnceTheyWereTold() {
    Cancellation call = new Cancellation(Runnable::run);
    call.passEvents();

    read(call);

    assertThat(texts).containsExactly("a:1", "null:2");
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.event()).isNull();
              assertThat(event.data()).isEmpty();
              assertThat(event).hasToString(new ServerSentEvent(null, "").toString());
            });
  }

  @Test
  void othersStay() {
    read(new Cancellation(Runnable::run));

    assertThat(texts).containsExactly("a:1", "null:2");
    assertThat(events)
        .containsExactly(new ServerSentEvent("a", "1"), new ServerSentEvent(null, "2"));
  }

  private void read(Cancellation call) {
    String body = "event: a\ndata: 1\n\ndata: 2\n\n";
    PulledAnswer answer =
        new PulledAnswer(
            () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            call,
            new ServerSentEventListener() {
              @Override
              public void onEvent(ServerSentEvent event) {
                events.add(event);
                texts.add(event.event() + ":" + event.data());
              }

              @Override
              public void onError(Throwable failure) {
                throw new AssertionError(failure);
              }
            });
    boolean isMore = true;
    while (isMore) {
      isMore = answer.advance();
    }
  }

  @Test
  void aListenerOfTheModelSeesThemAll() throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents();
              exchange.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}");
              exchange.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"b\"}}]}");
              exchange.done();
            })) {
      CompletableFuture<ChatResponse> heard = new CompletableFuture<>();
      OpenAiStreamingChatModel model =
          OpenAiStreamingChatModel.builder()
              .baseUrl(server.baseUrl())
              .apiKey("none")
              .modelName("m")
              .httpClientBuilder(CancellableHttpClient.builder())
              .listeners(
                  List.of(
                      new ChatModelListener() {
                        @Override
                        public void onResponse(ChatModelResponseContext context) {
                          heard.complete(context.chatResponse());
                        }
                      }))
              .build();

      assertThat(LangChain4jChatModel.of(model).invoke("Hi").text()).isEqualTo("ab");

      OpenAiChatResponseMetadata metadata = (OpenAiChatResponseMetadata) heard.get().metadata();
      assertThat(metadata.rawServerSentEvents())
          .extracting(ServerSentEvent::data)
          .hasSize(2)
          .allMatch(data -> data.contains("choices"));
    }
  }
}
