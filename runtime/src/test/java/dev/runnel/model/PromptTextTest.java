package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromptTextTest {
  private static String text(@Nullable Object value) {
    return PromptText.of("value", value);
  }

  @Test
  void documentsAreTheirTextsJoinedByABlankLine() {
    List<Document> documents = List.of(Document.of("harrison worked at kensho"), Document.of("b"));

    assertThat(text(documents)).isEqualTo("harrison worked at kensho\n\nb");
    assertThat(text(documents.toArray())).isEqualTo("harrison worked at kensho\n\nb");
    assertThat(text(Optional.of(documents))).isEqualTo("harrison worked at kensho\n\nb");
    assertThat(text(documents.get(1))).isEqualTo("b");
  }

  @Test
  void messagesAreTheirTexts() {
    assertThat(text(ChatMessage.ai("Hello"))).isEqualTo("Hello");
    assertThat(text(AiMessageChunk.ofText("Hel"))).isEqualTo("Hel");
    assertThat(text(List.of(ChatMessage.user("a"), ChatMessage.ai("b")))).isEqualTo("a\n\nb");
  }

  @Test
  void insideOfAnotherValueEachReadsAsByItself() {
    assertThat(text(List.of(List.of(Document.of("a")), Optional.of(Document.of("b")))))
        .isEqualTo("[[a], b]");
    assertThat(text(Map.of("found", List.of(Document.of("a"), Document.of("b")))))
        .isEqualTo("{found=[a, b]}");
    assertThat(text(List.of(OptionalLong.of(1), OptionalDouble.empty()))).isEqualTo("[1, ]");
    assertThat(text(new Object[] {new char[] {'a', 'b'}, new byte[] {1}, new float[0]}))
        .isEqualTo("[ab, [1], []]");
    assertThat(text(Map.entry("k", new int[] {1}))).isEqualTo("k=[1]");
    assertThat(text(new LinkedHashMap<>(Map.of("k", Document.of("a"))).entrySet()))
        .isEqualTo("[k=a]");
  }

  @Test
  void whatHoldsItselfIsNotFollowed() {
    List<Object> list = new ArrayList<>(List.of(new int[] {1}));
    list.add(list);
    Map<String, Object> map = new LinkedHashMap<>(Map.of("k", new int[] {1}));
    map.put("l", map);

    assertThat(text(list)).isEqualTo("[[1], (this Collection)]");
    assertThat(text(map)).isEqualTo("{k=[1], l=(this Map)}");
  }

  @Test
  void aCollectionThatSaysItselfHowItReadsIsAsked() {
    List<String> json =
        new ArrayList<>(List.of("a")) {
          private static final long serialVersionUID = 1L;

          @Override
          public String toString() {
            return "[\"a\"]";
          }
        };

    assertThat(text(json)).isEqualTo("[\"a\"]");
  }

  @Test
  void anythingElseIsItsToString() {
    assertThat(text(Path.of("a", "b"))).isEqualTo(Path.of("a", "b").toString());
    assertThat(text(new StringBuilder("a"))).isEqualTo("a");
  }

  static List<Object> addresses() {
    Supplier<String> lambda = () -> "a";
    return List.of(
        new Object(),
        Stream.of("a"),
        List.of("a").iterator(),
        lambda,
        List.of(new Object()),
        new Silent(),
        List.of(new Silent()));
  }

  private static final class Silent {
    @Override
    public String toString() {
      return null;
    }
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void anAddressInMemoryIsAnError(Object value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> text(value))
        .withMessageContainingAll("{value}", "toString()");
  }

  @Test
  void nullIsAnErrorThatNamesThePlaceholder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PromptText.of("order.name", null))
        .withMessageContaining("{order.name}");
  }
}
