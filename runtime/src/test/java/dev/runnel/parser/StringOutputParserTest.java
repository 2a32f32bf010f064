package dev.runnel.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Transformer;
import dev.runnel.annotations.RunType;
import dev.runnel.compose.RunnableLambda;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StringOutputParserTest {
  @Test
  void passesEachChunkOnAlsoEmptyOnes() throws Exception {
    Transformer<String, String> transformer = new StringOutputParser().newTransformer();
    List<String> told = new ArrayList<>();

    for (String chunk : List.of("a", "", "bc", "")) {
      transformer.onChunk(chunk, emitted -> told.add(chunk + " > " + emitted));
    }
    transformer.onComplete(emitted -> told.add("> " + emitted));

    assertThat(told).containsExactly("a > a", " > ", "bc > bc", " > ");
  }

  @Test
  void hasAllTextAsTheWhole() {
    assertThat(new StringOutputParser().invoke("hello")).isEqualTo("hello");
    assertThat(new StringOutputParser().whole().whenEmpty()).contains("");
  }

  @Test
  void joinsItemsOnlyWhereItStandsBehindThem() {
    RunnableLambda<String, String> ask = RunnableLambda.of(text -> "red, green");
    CommaSeparatedListOutputParser items = new CommaSeparatedListOutputParser();
    assertThat(ask.pipe(items).invoke("x")).containsExactly("red", "green");
    assertThat(ask.pipe(items).then(RunnableLambda.of(List::size)).invoke("x")).isEqualTo(2);
    assertThat(ask.pipe(items).pipe(new StringOutputParser()).stream("x").toList())
        .containsExactly("red", "green");
    assertThat(ask.pipe(items).pipe(new StringOutputParser()).invoke("x")).isEqualTo("redgreen");
  }

  @Test
  void isAParser() {
    assertThat(new StringOutputParser().type()).isEqualTo(RunType.PARSER);
    assertThat(new StringOutputParser().name()).isEqualTo("StringOutputParser");
  }
}
