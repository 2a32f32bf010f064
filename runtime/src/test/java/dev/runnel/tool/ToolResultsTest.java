package dev.runnel.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.AiMessage;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.model.ToolSpec;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ToolResultsTest {
  private static final ToolSpec SPEC = ToolSpec.of("find", "Finds.", "{}");
  private static final ToolCall CALL = new ToolCall("1", "find", "{}");
  private static final Media PICTURE = Media.image(URI.create("https://example.com/a.png"));

  record Hit(String title, int score, LocalDate day) {}

  static final class Bean {
    private final String title = "t";
    private final int age = 1;

    public int getAge() {
      return age;
    }

    public String getTitle() {
      return title;
    }
  }

  private static ToolMessage answer(Object output) {
    Tool<JsonNode, Object, Object> tool = Tool.of(SPEC, input -> output);
    return tool.answer(CALL);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("rain", "rain"),
        Arguments.of("", ""),
        Arguments.of(new StringBuilder("rain"), "rain"),
        Arguments.of(
            new Hit("b", 2, LocalDate.of(2026, 1, 2)),
            "{\"title\":\"b\",\"score\":2,\"day\":\"2026-01-02\"}"),
        Arguments.of(new Bean(), "{\"title\":\"t\",\"age\":1}"),
        Arguments.of(List.of("a", "b"), "[\"a\",\"b\"]"),
        Arguments.of(List.of(), "[]"),
        Arguments.of(true, "true"),
        Arguments.of(Optional.of("rain"), "rain"),
        Arguments.of(Optional.empty(), "null"),
        Arguments.of(JsonNodeFactory.instance.objectNode().put("a", 1), "{\"a\":1}"),
        Arguments.of(new AiMessage("said"), "said"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatIsNoTextBecomesCompactJsonInDeclaredOrder(Object output, String text) {
    assertThat(answer(output)).isEqualTo(new ToolMessage("1", "find", text));
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        Arguments.of(PICTURE, List.of(PICTURE)),
        Arguments.of(List.of(new TextPart("see"), PICTURE), List.of(new TextPart("see"), PICTURE)),
        Arguments.of(ToolResult.of(CALL, List.of(PICTURE)), List.of(PICTURE)));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void partsAreKeptAsParts(Object output, List<MessagePart> parts) {
    assertThat(answer(output).result().parts()).isEqualTo(parts);
  }

  @Test
  void aResultThatSaysThatItFailedStaysAFailure() {
    assertThat(answer(ToolResult.failure(CALL, "no")).failed()).isTrue();
  }

  @Property
  void aLongTextIsCutAtACharacterWithANotice(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 40) int most) {
    Tool<JsonNode, String, String> tool =
        Tool.<String>of(SPEC, input -> text)
            .withRules(ToolRules.DEFAULT.withMaxResultCharacters(most));

    String told = tool.answer(CALL).text();

    if (text.length() <= most) {
      assertThat(told).isEqualTo(text);
    } else {
      String notice =
          "\n[Cut: the first %s of %s characters are shown.]".formatted(most, text.length());
      assertThat(told).endsWith(notice);
      String kept = told.substring(0, told.length() - notice.length());
      assertThat(text).startsWith(kept);
      assertThat(kept.length()).isBetween(most - 1, most);
      assertThat(cutsACharacter(text, kept.length())).isFalse();
    }
  }

  private static boolean cutsACharacter(String text, int end) {
    return end > 0
        && Character.isHighSurrogate(text.charAt(end - 1))
        && Character.isLowSurrogate(text.charAt(end));
  }

  @Test
  void theTextsOfAllPartsAreCutTogetherAndMediaAreKept() {
    Tool<JsonNode, List<MessagePart>, List<MessagePart>> tool =
        Tool.<List<MessagePart>>of(
                SPEC,
                input ->
                    List.of(new TextPart("abc"), new TextPart("defg"), PICTURE, new TextPart("h")))
            .withRules(ToolRules.DEFAULT.withMaxResultCharacters(5));

    assertThat(tool.answer(CALL).result().parts())
        .containsExactly(
            new TextPart("abc"),
            new TextPart("de\n[Cut: the first 5 of 8 characters are shown.]"),
            PICTURE);
  }

  @Test
  void aToldFailureIsCutToo() {
    ToolRules rules =
        ToolRules.DEFAULT
            .withOnFailure(dev.runnel.annotations.ToolFailure.MESSAGE)
            .withMaxResultCharacters(4);
    Tool<JsonNode, String, String> tool =
        Tool.<String>of(
                SPEC,
                input -> {
                  throw new IllegalStateException("x".repeat(1000));
                })
            .withRules(rules);

    assertThat(tool.answer(CALL).text()).startsWith("xxxx\n[Cut:");
  }
}
