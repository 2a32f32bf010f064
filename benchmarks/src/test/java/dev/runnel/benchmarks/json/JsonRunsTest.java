package dev.runnel.benchmarks.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.json.JsonPatch;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonRunsTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @ValueSource(ints = {1_000, 10_000, 100_000})
  void readTheSame(int size) {
    ChunkedDocument document = ChunkedDocument.ofSize(size);
    JsonNode tree = MAPPER.readTree(document.text());

    assertThat(document.text()).hasSizeBetween(size - 200, size);
    assertThat(RunnelRun.checksum(document.chunks()))
        .isEqualTo(JacksonRun.checksum(document.bytes()));

    List<JsonNode> snapshots = new ArrayList<>();
    RunnelRun.run(JsonReader.snapshots(JsonReadOptions.DEFAULT), document.chunks(), snapshots::add);
    assertThat(snapshots.get(snapshots.size() - 1)).isEqualTo(tree);

    List<JsonPatch> patches = new ArrayList<>();
    RunnelRun.run(JsonReader.patches(JsonReadOptions.DEFAULT), document.chunks(), patches::add);
    assertThat(patches).hasSameSizeAs(snapshots);

    List<JsonNode> elements = new ArrayList<>();
    RunnelRun.run(
        JsonReader.elements("/countries", JsonNode.class, JsonReadOptions.DEFAULT),
        document.chunks(),
        element -> elements.add(element.value()));
    assertThat(elements).containsExactlyElementsOf(tree.get("countries"));
  }
}
