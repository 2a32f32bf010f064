package dev.runnel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import dev.runnel.Transformer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.parser.JsonElements;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.parser.JsonSnapshots;
import dev.runnel.parser.JsonStreamException;
import dev.runnel.parser.OnTruncated;
import dev.runnel.parser.OnUnbindable;
import dev.runnel.parser.Partial;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Runs the code of docs/json.md; what it prints is what the page shows. */
class JsonPageTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private void assertPrinted(int block) {
    assertThat(bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"))
        .isEqualTo(DocSnippets.blocks("json.md", "text").get(block));
  }

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("json.md", "java"))
        .containsExactlyElementsOf(DocSnippets.regions(JsonPageTest.class));
  }

  // region component
  record Country(String name, long population) {}

  interface CountryChains {
    @Prompt("Answer in JSON, a list under the key \"countries\": {question}")
    ChatPrompt ask(String question);

    @StreamingStep
    ChatModel model();

    @StreamingStep
    default JsonElements<Country> countries() {
      return JsonOutputParser.elements("/countries", Country.class);
    }

    @Chain({"ask", "model", "countries"})
    RunnableSequence<String, Country, List<Country>> largest();
  }

  // endregion

  // region stream
  static ChunkStream<String> text() {
    return ChunkStream.of(
        "{\"countries\": [{\"name\": \"Sp",
        "ain\", \"population\": 46",
        "754778}, {\"name\": \"",
        "Fiji\", \"population\": 926276}]}");
  }

  // endregion

  @Test
  void snapshots() {
    // region snapshots
    for (JsonNode snapshot : JsonOutputParser.snapshots().transform(text())) {
      out.println(snapshot);
    }
    // endregion
    assertPrinted(0);
  }

  @Test
  void patches() {
    // region patches
    JsonOutputParser.patches().transform(text()).forEach(out::println);
    // endregion
    assertPrinted(1);
  }

  @Test
  void elements() {
    // region elements
    JsonOutputParser.elements("/countries", Country.class).transform(text()).forEach(out::println);
    // endregion
    assertPrinted(2);
  }

  // region partials
  record World(List<Country> countries) {}

  void partials() {
    for (Partial<World> partial : JsonOutputParser.partial(World.class).transform(text())) {
      out.println(
          partial.value("/countries/0/name", String.class)
              + " "
              + partial.value("/countries/0/population", Long.class)
              + " "
              + partial.state("/countries/1")
              + " "
              + partial.whole());
    }
  }

  // endregion

  @Test
  void partialsPrint() {
    partials();
    assertPrinted(3);
  }

  // region drafts
  record Draft(@Nullable List<CountryDraft> countries) {}

  record CountryDraft(@Nullable String name, @Nullable Long population) {}

  void drafts() {
    JsonOutputParser.partialAs(Draft.class).transform(text()).forEach(out::println);
  }

  // endregion

  @Test
  void draftsPrint() {
    drafts();
    assertPrinted(4);
  }

  @Test
  void wholes() {
    // region wholes
    JsonNode document = JsonOutputParser.snapshots().invoke("{\"a\": 1}");
    List<Country> countries =
        JsonOutputParser.elements("", Country.class)
            .invoke("[{\"name\": \"Fiji\", \"population\": 926276}]");
    List<String> tags =
        JsonOutputParser.partial(new TypeReference<List<String>>() {}).invoke("[\"a\", \"b\"]");
    // endregion
    assertThat(document).hasToString("{\"a\":1}");
    assertThat(countries).containsExactly(new Country("Fiji", 926276));
    assertThat(tags).containsExactly("a", "b");
  }

  @Test
  void alone() throws Exception {
    List<JsonNode> shown = new ArrayList<>();
    // region alone
    Transformer<String, JsonNode> parser = JsonOutputParser.snapshots().newTransformer();
    parser.onChunk("{\"name\": \"Fi", snapshot -> shown.add(snapshot));
    parser.onChunk("ji\"}", snapshot -> shown.add(snapshot));
    parser.onComplete(snapshot -> shown.add(snapshot));
    // endregion
    assertThat(shown).hasSize(2);
  }

  @Test
  void options() {
    // region options
    JsonSnapshots parser =
        JsonOutputParser.snapshots()
            .seekUnfenced()
            .maxDepth(50)
            .maxLength(100_000)
            .onTruncated(OnTruncated.KEEP);
    // endregion
    assertThat(parser.invoke("Sure: {\"a\": [1")).hasToString("{\"a\":[1]}");
    assertThatThrownBy(() -> parser.invoke("{\"a\": ]")).isInstanceOf(JsonStreamException.class);
  }

  @Test
  void unbindable() {
    List<String> log = new ArrayList<>();
    // region unbindable
    JsonElements<Country> forgiving =
        JsonOutputParser.elements("/countries", Country.class)
            .onUnbindable(problem -> log.add(problem.getMessage()));
    JsonElements<Country> silent = forgiving.onUnbindable(OnUnbindable.skip());
    // endregion
    String text = "{\"countries\": [{\"population\": \"many\"}, {\"name\": \"Fiji\"}]}";
    assertThat(forgiving.invoke(text)).containsExactly(new Country("Fiji", 0));
    assertThat(silent.invoke(text)).containsExactly(new Country("Fiji", 0));
    assertThat(log).hasSize(1);
  }

  @Test
  void errors() {
    // region errors
    try {
      JsonOutputParser.snapshots().invoke("{\"name\": \"Fiji\", \"population\" 926276}");
    } catch (JsonStreamException e) {
      out.println(e.kind() + " at line " + e.line() + ", column " + e.column());
      out.println("expected " + e.expected());
      out.println(e.lastGoodValue().orElseThrow());
    }
    // endregion
    assertPrinted(5);
  }
}
