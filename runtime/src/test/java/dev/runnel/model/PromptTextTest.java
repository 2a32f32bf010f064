package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PromptTextTest {
  @Test
  void documentsAreTheirTextsJoinedByABlankLine() {
    List<Document> documents = List.of(Document.of("harrison worked at kensho"), Document.of("b"));

    assertThat(PromptText.of(documents)).isEqualTo("harrison worked at kensho\n\nb");
    assertThat(PromptText.of(documents.toArray())).isEqualTo("harrison worked at kensho\n\nb");
    assertThat(PromptText.of(documents.get(1))).isEqualTo("b");
  }

  @Test
  void messagesAreTheirTexts() {
    assertThat(PromptText.of(ChatMessage.ai("Hello"))).isEqualTo("Hello");
    assertThat(PromptText.of(AiMessageChunk.ofText("Hel"))).isEqualTo("Hel");
    assertThat(PromptText.of(List.of(ChatMessage.user("a"), ChatMessage.ai("b"))))
        .isEqualTo("a\n\nb");
  }

  @Test
  void nothingIsTheEmptyText() {
    assertThat(PromptText.of(List.of())).isEmpty();
    assertThat(PromptText.of(Optional.empty())).isEmpty();
    assertThat(PromptText.of("")).isEmpty();
  }

  @Test
  void anythingElseIsItsToString() {
    assertThat(PromptText.of(42)).isEqualTo("42");
    assertThat(PromptText.of(Optional.of(4.5))).isEqualTo("4.5");
    assertThat(PromptText.of(List.of("a", 1))).isEqualTo("[a, 1]");
    assertThat(PromptText.of(List.of(Document.of("a"), "b"))).startsWith("[");
    assertThat(PromptText.of(Path.of("a", "b"))).isEqualTo(Path.of("a", "b").toString());
    assertThat(PromptText.of(JsonMapper.shared().readTree("[1,2]"))).isEqualTo("[1,2]");
  }

  @Test
  void nullIsAnError() {
    assertThatThrownBy(() -> PromptText.of(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("prompt");
  }
}
