package dev.runnel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.json.JsonPatch;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import dev.runnel.json.JsonStreamException;
import dev.runnel.json.Partial;
import dev.runnel.json.Truncated;
import dev.runnel.json.UnbindableHandler;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.parser.JsonElements;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.parser.JsonSnapshots;
import dev.runnel.shared.DocSnippets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

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

  // region pieces
  private final List<String> pieces =
      List.of(
          "{\"countries\": [{\"name\": \"Sp",
          "ain\", \"population\": 46",
          "754778}, {\"name\": \"",
          "Fiji\", \"population\": 926276}]}");

  void snapshots() {
    JsonReader<JsonNode> reader = JsonReader.snapshots(JsonReadOptions.DEFAULT);
    for (String piece : pieces) {
      reader.feed(piece, snapshot -> out.println(snapshot));
    }
    reader.complete(snapshot -> out.println(snapshot));
  }

  // endregion

  @Test
  void snapshotsPrint() {
    snapshots();
    assertPrinted(0);
  }

  // region read
  <T> void read(JsonReader<T> reader, Consumer<T> consumer) {
    pieces.forEach(piece -> reader.feed(piece, consumer));
    reader.complete(consumer);
  }

  // endregion

  @Test
  void patches() {
    // region patches
    read(JsonReader.patches(JsonReadOptions.DEFAULT), patch -> out.println(patch));
    // endregion
    assertPrinted(1);
  }

  @Test
  void patchesMakeTheDocument() {
    List<JsonNode> shown = new ArrayList<>();
    read(JsonReader.snapshots(JsonReadOptions.DEFAULT), shown::add);
    List<JsonPatch> patches = new ArrayList<>();
    read(JsonReader.patches(JsonReadOptions.DEFAULT), patches::add);
    // region apply
    JsonNode document = NullNode.getInstance();
    for (JsonPatch patch : patches) {
      document = patch.applyTo(document);
    }
    // endregion
    assertThat(document).isEqualTo(shown.get(shown.size() - 1));
  }

  // region elements
  record Country(String name, long population) {}

  void elements() {
    read(
        JsonReader.elements("/countries", Country.class, JsonReadOptions.DEFAULT),
        element -> out.println(element.index() + " " + element.value()));
  }

  // endregion

  @Test
  void elementsPrint() {
    elements();
    assertPrinted(2);
  }

  // region partials
  record World(List<Country> countries) {}

  void partials() {
    read(JsonReader.partials(World.class, JsonReadOptions.DEFAULT), this::print);
  }

  void print(Partial<World> partial) {
    out.println(
        partial.value("/countries/0/name", String.class)
            + " "
            + partial.value("/countries/0/population", Long.class)
            + " "
            + partial.state("/countries/1")
            + " "
            + partial.whole());
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
    read(JsonReader.drafts(Draft.class, JsonReadOptions.DEFAULT), draft -> out.println(draft));
  }

  // endregion

  @Test
  void draftsPrint() {
    drafts();
    assertPrinted(4);
  }

  @Test
  void options() {
    // region options
    JsonReadOptions options =
        JsonReadOptions.DEFAULT
            .withUnfencedDocuments()
            .withMaxDepth(50)
            .withMaxLength(100_000)
            .withTruncated(Truncated.KEEP);
    // endregion
    JsonSnapshots parser = JsonOutputParser.snapshots().withOptions(options);
    assertThat(parser.invoke("Sure: {\"a\": [1")).hasToString("{\"a\":[1]}");
    assertThatThrownBy(() -> parser.invoke("{\"a\": ]")).isInstanceOf(JsonStreamException.class);
  }

  @Test
  void unbindable() {
    List<String> log = new ArrayList<>();
    // region unbindable
    JsonReadOptions telling =
        JsonReadOptions.DEFAULT.withUnbindableHandler(problem -> log.add(problem.getMessage()));
    JsonReadOptions silent =
        JsonReadOptions.DEFAULT.withUnbindableHandler(UnbindableHandler.skip());
    // endregion
    String text =
        "{\"countries\": [{\"population\": \"many\"}, {\"name\": \"Fiji\"}, {\"population\": 9}]}";
    JsonElements<Country> parser = JsonOutputParser.elements("/countries", Country.class);
    Country nameless = new Country(null, 9);
    assertThat(parser.withOptions(telling).invoke(text)).containsExactly(nameless);
    assertThat(parser.withOptions(silent).invoke(text)).containsExactly(nameless);
    assertThat(log).hasSize(2);
    assertThat(log.get(0)).contains("'/population'", "many");
    assertThat(log.get(1)).contains("'/population'");
  }

  @Test
  void errors() {
    // region errors
    JsonReader<JsonNode> broken = JsonReader.snapshots(JsonReadOptions.DEFAULT);
    try {
      broken.feed("{\"name\": \"Fiji\", \"population\" 926276}", snapshot -> {});
    } catch (JsonStreamException e) {
      out.println(e.kind() + " at line " + e.line() + ", column " + e.column());
      out.println("expected " + e.expected());
      out.println(e.lastGoodValue().orElseThrow());
    }
    // endregion
    assertPrinted(5);
  }

  // region component
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

  @Test
  void wholes() {
    // region wholes
    JsonNode document =
        JsonOutputParser.snapshots().withUnfencedDocuments().invoke("So: {\"a\": 1}");
    List<Country> countries =
        JsonOutputParser.elements("", Country.class)
            .invoke("[{\"name\": \"Fiji\", \"population\": 926276}]");
    List<String> tags =
        JsonOutputParser.partials(new TypeReference<List<String>>() {}).invoke("[\"a\", \"b\"]");
    // endregion
    assertThat(document).hasToString("{\"a\":1}");
    assertThat(countries).containsExactly(new Country("Fiji", 926276));
    assertThat(tags).containsExactly("a", "b");
  }
}
