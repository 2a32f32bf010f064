package dev.runnel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import dev.runnel.shared.DocSnippets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Runs what the README shows of JSON. */
class ReadmeJsonTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void theReadmeShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("../README.md", "java"))
        .containsAll(DocSnippets.regions(ReadmeJsonTest.class));
  }

  @Test
  void itPrintsTheDocumentWhereItHasGrown() {
    // region reader
    JsonReader<JsonNode> reader = JsonReader.snapshots(JsonReadOptions.DEFAULT);
    reader.feed("{\"name\": \"Fi", out::println); // {"name":"Fi"}
    reader.feed("ji\"}", out::println); // {"name":"Fiji"}
    reader.complete(out::println); // nothing new
    // endregion
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("{\"name\":\"Fi\"}", "{\"name\":\"Fiji\"}");
  }
}
