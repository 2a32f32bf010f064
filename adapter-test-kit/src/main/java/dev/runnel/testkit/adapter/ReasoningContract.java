package dev.runnel.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a model thought streams apart from what it says. */
public interface ReasoningContract extends AdapterContract {
  /** Thoughts come as they are sent, before the text, and are no part of it. */
  @Test
  default void thoughtsStreamApartFromTheText() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEvents()
                    .role()
                    .event(thought("Let me "))
                    .event(thought("see."))
                    .text("42")
                    .finish("stop")
                    .done())) {
      ChatModel model = model(server.baseUrl());
      List<String> pieces = new ArrayList<>();
      AiMessage whole =
          model.stream(
              "Hi",
              chunk -> {
                if (!chunk.reasoning().isEmpty()) {
                  pieces.add("thought " + chunk.reasoning());
                }
                if (!chunk.text().isEmpty()) {
                  pieces.add("said " + chunk.text());
                }
              });

      assertThat(pieces).containsExactly("thought Let me ", "thought see.", "said 42");
      assertThat(whole.reasoning()).isEqualTo("Let me see.");
      assertThat(whole.text()).isEqualTo("42");
    }
  }

  private static String thought(String text) {
    return ChatExchange.delta("{\"reasoning_content\":" + ChatExchange.json(text) + "}", null);
  }
}
