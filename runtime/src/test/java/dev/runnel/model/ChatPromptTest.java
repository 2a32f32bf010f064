package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatPromptTest {
  @Test
  void textIsAUserMessage() {
    assertThat(ChatPrompt.of("Hello").messages()).containsExactly(new UserMessage("Hello"));
  }

  @Test
  void theBuilderKeepsTheOrderOfItsCalls() {
    ChatPrompt prompt =
        ChatPrompt.builder()
            .system("Be brief.")
            .messages(List.of(ChatMessage.user("Hi"), ChatMessage.ai("Hello!")))
            .user("What is a parrot?")
            .options(ChatOptions.DEFAULT.withMaxTokens(5))
            .build();

    assertThat(prompt.messages())
        .containsExactly(
            new SystemMessage("Be brief."),
            new UserMessage("Hi"),
            new AiMessage("Hello!"),
            new UserMessage("What is a parrot?"));
    assertThat(prompt.options().maxTokens()).isEqualTo(5);
  }

  @Test
  void withAppends() {
    ChatPrompt prompt = ChatPrompt.of("Hi").withOptions(ChatOptions.DEFAULT.withStop("x"));
    ToolCall call = new ToolCall("1", "weather", "{}");

    ChatPrompt longer = prompt.with(ChatMessage.tool(call, "rain"));

    assertThat(longer.messages())
        .containsExactly(new UserMessage("Hi"), new ToolMessage("1", "weather", "rain"));
    assertThat(longer.options()).isEqualTo(prompt.options());
    assertThat(prompt.messages()).hasSize(1);
  }

  @Test
  void theMessagesCannotBeChangedFromOutside() {
    List<ChatMessage> messages = new ArrayList<>(List.of(ChatMessage.user("Hi")));
    ChatPrompt prompt = ChatPrompt.of(messages);
    messages.clear();

    assertThat(prompt.messages()).hasSize(1);
    assertThatThrownBy(() -> prompt.messages().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void itsTextIsThatOfAllMessages() {
    assertThat(ChatPrompt.of(ChatMessage.system(""), ChatMessage.user("b")).text()).isEqualTo("b");
    assertThat(ChatPrompt.of(ChatMessage.system("a"), ChatMessage.user("b")).text())
        .isEqualTo("a\nb");
  }

  @Test
  void aPromptWithoutMessagesIsRejected() {
    assertThatThrownBy(() -> ChatPrompt.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one message at least");
  }

  @Test
  void aMessageWithoutTextIsRejected() {
    assertThatThrownBy(() -> ChatMessage.user(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("user message needs a text");
  }
}
