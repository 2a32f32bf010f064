package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.annotations.RunType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatPromptTemplateTest {
  @Test
  void aTextIsAUserMessage() {
    ChatPromptTemplate template = ChatPromptTemplate.of("Tell me a joke about {topic}");

    assertThat(template.invoke(Map.of("topic", "parrots")))
        .isEqualTo(ChatPrompt.of("Tell me a joke about parrots"));
    assertThat(template.type()).isEqualTo(RunType.PROMPT);
    assertThat(template.name()).isEqualTo("ChatPromptTemplate");
  }

  @Test
  void messagesStandInTheirOrder() {
    ChatPromptTemplate template =
        ChatPromptTemplate.builder()
            .system("You are {who}.")
            .messages("history")
            .user("example")
            .ai("example of {who}")
            .user("{question}")
            .build();

    ChatPrompt prompt =
        template.invoke(
            Map.of(
                "who", "a parrot",
                "history", List.of(ChatMessage.user("a"), ChatMessage.ai("b")),
                "question", "Why?"));

    assertThat(prompt.messages())
        .containsExactly(
            new SystemMessage("You are a parrot."),
            new UserMessage("a"),
            new AiMessage("b"),
            new UserMessage("example"),
            new AiMessage("example of a parrot"),
            new UserMessage("Why?"));
    assertThat(template.variables()).containsExactly("who", "history", "question");
  }

  @Test
  void documentsBecomeTheirTexts() {
    ChatPromptTemplate template = ChatPromptTemplate.of("{context}\nQuestion: {question}");

    ChatPrompt prompt =
        template.invoke(
            Map.of("context", List.of(Document.of("a"), Document.of("b")), "question", "c?"));

    assertThat(prompt.text()).isEqualTo("a\n\nb\nQuestion: c?");
  }

  @Test
  void theConversationIsATemplate() {
    ChatPromptTemplate template =
        ChatPromptTemplate.builder().user("{text}").conversation("user-{user}").build();
    assertThat(template.variables()).containsExactly("text", "user");
    assertThat(template.invoke(Map.of("text", "Hello", "user", 7)))
        .isEqualTo(ChatPrompt.of("Hello").withConversation("user-7"));
    assertThatThrownBy(() -> template.invoke(Map.of("text", "Hello"))).hasMessageContaining("user");
  }

  @Test
  void aMissingValueIsAClearError() {
    ChatPromptTemplate template = ChatPromptTemplate.of("{topic}");

    assertThatThrownBy(() -> template.invoke(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{topic}");
  }

  @Test
  void anUnusedValueIsAClearError() {
    ChatPromptTemplate template = ChatPromptTemplate.of("{topic}");

    assertThatThrownBy(() -> template.invoke(Map.of("topic", "a", "topik", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[topik]", "[topic]");
  }

  @Test
  void messagesThatAreNoneAreAClearError() {
    ChatPromptTemplate template = ChatPromptTemplate.builder().messages("history").build();

    assertThatThrownBy(() -> template.invoke(Map.of("history", "Hello")))
        .hasMessageContainingAll("'history'", "List<ChatMessage>", "String");
    assertThatThrownBy(() -> template.invoke(Map.of("history", List.of("Hello"))))
        .hasMessageContainingAll("'history'", "number 0", "java.lang.String")
        .message()
        .doesNotContain("Hello");
    assertThatThrownBy(() -> template.invoke(Map.of()))
        .hasMessageContainingAll("'history'", "missing");
    assertThatThrownBy(() -> template.invoke(Map.of("history", List.of())))
        .hasMessageContaining("one message at least");
  }

  @Test
  void aWrongTemplateFailsWhenItIsMade() {
    assertThatThrownBy(() -> ChatPromptTemplate.of("{topic"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ChatPromptTemplate.builder().build()).hasMessageContaining("user(");
  }
}
