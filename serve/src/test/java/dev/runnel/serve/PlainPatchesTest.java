package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Chunks as JSON patches in the plain protocol. */
@Timeout(60)
class PlainPatchesTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String[] NAMES = {"a", "b", "a/b", "~1", ""};

  private static String stream(List<? extends Object> chunks, ServeRequest request) {
    ServedChain<String, Object, List<Object>> chain =
        ServedChain.of(
            "a",
            RunnableGenerator.ofStream(
                "a", Whole.list(), (String input) -> ChunkStream.<Object>from(chunks)),
            ChainInput.of(String.class),
            ServeOptions.DEFAULT);
    ServeResponse response =
        ChainService.builder().add("/a", chain, Protocols.PLAIN).build().handle(request);
    RecordingSink sink = RecordingSink.patient();
    ((ServeResponse.Streamed) response).body().writeTo(sink);
    return sink.text();
  }

  private static ServeRequest asking(String patches) {
    return ServeRequest.get("/a", Map.of("input", "x", "patches", patches));
  }

  @Test
  void thePatchesOfAGrowingRecordSayWhatHasChanged() {
    record Country(String name, @Nullable List<String> towns) {}

    String text =
        stream(
            List.of(
                new Country("It", null),
                new Country("Italy", List.of("Rome")),
                new Country("Italy", List.of("Rome", "Pisa")),
                new Country("Italy", List.of("Rome", "Pisa"))),
            asking("true"));

    assertThat(text.lines().filter(line -> line.startsWith("data: [")))
        .containsExactly(
            "data: [{\"op\":\"replace\",\"path\":\"\",\"value\":{\"name\":\"It\",\"towns\":null}}]",
            "data: [{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"Italy\"},"
                + "{\"op\":\"replace\",\"path\":\"/towns\",\"value\":[\"Rome\"]}]",
            "data: [{\"op\":\"add\",\"path\":\"/towns/-\",\"value\":\"Pisa\"}]",
            "data: []");
    assertThat(text).contains("id: 4\nevent: patch\ndata: []\n\nevent: end\n");
  }

  /** Any documents one after the other are what their patches make. */
  @Test
  void thePatchesMakeEachChunk() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<JsonNode> chunks = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        chunks.add(document(random, 3));
      }
      List<JsonNode> made = new ArrayList<>();
      JsonNode document = NODES.missingNode();
      for (String line : stream(chunks, asking("true")).lines().toList()) {
        if (line.startsWith("data: [")) {
          document = apply(document, (ArrayNode) MAPPER.readTree(line.substring(6)));
          made.add(document.deepCopy());
        }
      }
      assertThat(made).as("seed %d", seed).isEqualTo(chunks);
    }
  }

  private static JsonNode document(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 2 : 4);
    if (kind == 0) {
      return NODES.numberNode(random.nextInt(3));
    }
    if (kind == 1) {
      return random.nextBoolean() ? NODES.nullNode() : NODES.stringNode("s" + random.nextInt(2));
    }
    int size = random.nextInt(4);
    if (kind == 2) {
      ArrayNode list = NODES.arrayNode();
      for (int i = 0; i < size; i++) {
        list.add(document(random, depth - 1));
      }
      return list;
    }
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < size; i++) {
      object.set(NAMES[random.nextInt(NAMES.length)], document(random, depth - 1));
    }
    return object;
  }

  private static JsonNode apply(JsonNode document, ArrayNode patch) {
    JsonNode result = document;
    for (JsonNode operation : patch) {
      String path = operation.get("path").stringValue();
      if (path.isEmpty()) {
        result = operation.get("value");
      } else {
        int last = path.lastIndexOf('/');
        String name = path.substring(last + 1).replace("~1", "/").replace("~0", "~");
        change((ContainerNode<?>) result.at(path.substring(0, last)), name, operation);
      }
    }
    return result;
  }

  private static void change(ContainerNode<?> in, String name, JsonNode operation) {
    String op = operation.get("op").stringValue();
    if (in instanceof ObjectNode object) {
      assertThat(object.has(name)).isEqualTo(!op.equals("add"));
      object.remove(name);
      if (!op.equals("remove")) {
        object.set(name, operation.get("value"));
      }
    } else if (name.equals("-")) {
      assertThat(op).isEqualTo("add");
      ((ArrayNode) in).add(operation.get("value"));
    } else {
      assertThat(op).isEqualTo("replace");
      ((ArrayNode) in).set(Integer.parseInt(name), operation.get("value"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "TRUE"})
  void refusesWhatIsNeitherTrueNorFalse(String patches) {
    ServeResponse.Whole refused =
        (ServeResponse.Whole)
            ChainService.builder()
                .add(
                    "/a",
                    ServedChain.of(
                        "a",
                        RunnableGenerator.ofStream(
                            "a", Whole.text(), (String input) -> ChunkStream.of("a")),
                        ChainInput.of(String.class),
                        ServeOptions.DEFAULT),
                    Protocols.PLAIN)
                .build()
                .handle(asking(patches));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("'patches' is true or false");
  }

  @Test
  void chunksAreWholeUnlessAskedForOtherwise() {
    assertThat(stream(List.of("a"), asking("false"))).contains("id: 1\ndata: \"a\"\n");
  }
}
