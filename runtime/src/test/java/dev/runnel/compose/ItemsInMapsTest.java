package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Runnel;
import dev.runnel.parser.CommaSeparatedListOutputParser;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.parser.MarkdownListOutputParser;
import dev.runnel.parser.NumberedListOutputParser;
import dev.runnel.parser.StringOutputParser;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that are items stay items in maps that flow on, and pieces of one text are joined. */
class ItemsInMapsTest {
  private static Stream<Arguments> parsers() {
    List<String> colors = List.of("red", "green", "blue");
    return Stream.of(
        Arguments.of(new CommaSeparatedListOutputParser(), "red, green, blue", colors),
        Arguments.of(new NumberedListOutputParser(), "1. red\n2. green\n3. blue", colors),
        Arguments.of(new MarkdownListOutputParser(), "- red\n- green\n- blue", colors),
        Arguments.of(
            JsonOutputParser.elements("", String.class), "[\"red\", \"green\", \"blue\"]", colors),
        Arguments.of(new StringOutputParser(), "red", "red"));
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void whatFlowsThroughAssignAddsUpAsItsBranchSays(
      Runnel<String, String, ?> parser, String text, Object whole) {
    Map<String, Object> all =
        RunnableParallel.<String>of("colors", parser)
            .pipe(RunnableAssign.of("seen", RunnableLambda.of(map -> map.get("colors"))))
            .invoke(text);
    assertThat(all).isEqualTo(Map.of("colors", whole, "seen", whole));
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void whatIsPickedAddsUpAsItsBranchSays(
      Runnel<String, String, ?> parser, String text, Object whole) {
    Map<String, Object> picked =
        RunnableParallel.<String>of("colors", parser)
            .and("text", RunnablePassthrough.<String>of())
            .pipe(RunnablePick.ofKeys("colors"))
            .invoke(text);
    assertThat(picked).isEqualTo(Map.of("colors", whole));
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void whatComesThenGetsTheWhole(Runnel<String, String, ?> parser, String text, Object whole) {
    assertThat(parser.then(RunnableLambda.<Object, Object>of(given -> given)).invoke(text))
        .isEqualTo(whole);
    assertThat(RunnableParallel.<String>of("colors", parser).invoke(text))
        .isEqualTo(Map.of("colors", whole));
  }
}
