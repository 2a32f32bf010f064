package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where errors are forgiven no text is one; that a complete value does not bind still is. */
class ForgivenTextsTest {
  record Item(@Nullable String name, @Nullable Integer count) {}

  record Items(@Nullable List<Item> items) {}

  private static final List<String> BROKEN =
      List.of(
          "",
          "no JSON here",
          "{",
          "{\"items\":[{\"name\":\"a\\",
          "{\"items\":[{\"name\":\"a\",\"count\":1},{\"name\" 1}]}",
          "{\"items\":[{\"name\":\"a\"}",
          "```json\n{\"items\":[\n```\n",
          "{'items':[]}",
          "[1,]",
          "{\"items\":" + "[".repeat(2_000),
          "{\"items\":[" + "1".repeat(2_000),
          "{\"items\":[{\"count\":NaN}]}",
          "nul");

  static List<Function<JsonReadOptions, JsonReader<?>>> readers() {
    return List.of(
        JsonReader::snapshots,
        JsonReader::patches,
        options -> JsonReader.elements("/items", Item.class, options),
        options -> JsonReader.partials(Items.class, options),
        options -> JsonReader.drafts(Items.class, options));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void noTextFails(Function<JsonReadOptions, JsonReader<?>> reader) {
    for (String text : BROKEN) {
      for (int size : new int[] {1, 3, 10_000}) {
        assertThatCode(
                () -> {
                  Feed<?> feed =
                      Feed.of(reader.apply(DEFAULT.withErrorsForgiven()), Feed.cut(text, size));
                  assertThat(feed.error).as(text).isNull();
                })
            .as(text)
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void aCompleteValueThatDoesNotBindStillFails() {
    JsonReadOptions forgiving = DEFAULT.withErrorsForgiven();
    String text = "{\"items\":[{\"count\":\"many\"}]}";
    assertThatThrownBy(() -> Feed.of(JsonReader.partials(Items.class, forgiving), text))
        .isInstanceOf(JsonBindException.class);
    assertThatThrownBy(() -> Feed.of(JsonReader.drafts(Items.class, forgiving), text))
        .isInstanceOf(JsonBindException.class);
    assertThatThrownBy(() -> Feed.of(JsonReader.elements("/items", Item.class, forgiving), text))
        .isInstanceOf(JsonBindException.class);
  }

  /** A constructor of the user's may throw what it likes: the state is passed over. */
  @Test
  void aStateThatThrowsIsPassedOver() {
    record Picky(@Nullable String name, @Nullable Boolean done) {
      Picky {
        if (done == null) {
          throw new IllegalStateException("not done");
        }
      }
    }
    assertThat(
            Feed.of(JsonReader.drafts(Picky.class, DEFAULT), "{\"name\":\"x\",", "\"done\":true}")
                .emitted)
        .containsExactly(new Picky("x", true));
  }
}
