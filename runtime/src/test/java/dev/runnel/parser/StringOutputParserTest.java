package dev.runnel.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.annotations.RunType;
import org.junit.jupiter.api.Test;

class StringOutputParserTest {
  @Test
  void passesEachChunkOnAlsoEmptyOnes() {
    Feed<String, String> feed = Feed.of(new StringOutputParser(), "a", "", "bc", "");

    assertThat(feed.emitted).containsExactly("a", "", "bc", "");
    assertThat(feed.at).containsExactly(0, 1, 2, 3);
    assertThat(feed.result()).contains("abc");
  }

  @Test
  void isTheEmptyTextWithoutChunks() {
    assertThat(Feed.of(new StringOutputParser()).result()).contains("");
    assertThat(new StringOutputParser().invoke("hello")).isEqualTo("hello");
  }

  @Test
  void isAParser() {
    assertThat(new StringOutputParser().type()).isEqualTo(RunType.PARSER);
    assertThat(new StringOutputParser().name()).isEqualTo("StringOutputParser");
  }
}
