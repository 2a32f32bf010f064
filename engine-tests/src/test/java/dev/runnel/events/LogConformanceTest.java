package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.event.EventOptions;
import dev.runnel.event.RunLog;
import dev.runnel.json.JsonPatch;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The log of a run has the patches of the conformance file. */
class LogConformanceTest {
  private final JsonNode file = Conformance.read("log.json");

  private ChatModel model() {
    return model(
        file.get("model_chunks").valueStream().map(JsonNode::asString).toArray(String[]::new));
  }

  private static ChatModel model(String... chunks) {
    return ScriptedChatModel.builder()
        .name("ScriptedChatModel")
        .otherwise(Script.of(chunks))
        .build();
  }

  private static SeedChains generated(ChatModel model) {
    return new SeedChainsRunnables(model, query -> List.of());
  }

  private List<JsonPatch> patches() {
    List<JsonPatch> patches = new ArrayList<>();
    try (ChunkStream<JsonPatch> log =
        model().pipe(Parsers.text()).streamLog(ChatPrompt.of("hi"), EventOptions.DEFAULT)) {
      log.forEach(patches::add);
    }
    return patches;
  }

  @Test
  void theStreamedChainTellsThePatchesOfEachRunInTheirOrder() {
    assertAsInTheFile(patches());
  }

  @Test
  void aGeneratedChainTellsTheSame() {
    List<JsonPatch> patches = new ArrayList<>();
    generated(model()).modelText().streamLog("hi", EventOptions.DEFAULT).forEach(patches::add);
    assertAsInTheFile(patches);
  }

  private void assertAsInTheFile(List<JsonPatch> patches) {
    List<JsonNode> ours = patches.stream().map(patch -> (JsonNode) patch.toJson()).toList();
    List<JsonNode> theirs = file.get("patches").valueStream().toList();
    assertThat(byRun(ours)).isEqualTo(byRun(theirs));
  }

  @Test
  void theOutputOfAChainThatEndsInSnapshotsIsItsLastOne() {
    RunLog log = new RunLog();
    List<String> outputs = new ArrayList<>();
    generated(model("{\"a\":", " 1", "}"))
        .modelJson()
        .streamLog("hi", EventOptions.DEFAULT)
        .forEach(
            patch -> {
              log.apply(patch);
              outputs.add(log.state().at("/final_output").toString());
            });
    assertThat(outputs.stream().distinct()).containsExactly("null", "{}", "{\"a\":1}");
  }

  @Test
  void aModelsChunkComesBeforeTheParsersAndThatBeforeTheChains() {
    List<String> adds =
        patches().stream()
            .map(patch -> patch.operations().get(patch.operations().size() - 1).path())
            .filter(path -> path.contains("streamed_output/-") || path.equals("/final_output"))
            .limit(3)
            .toList();
    assertThat(adds)
        .containsExactly(
            "/logs/ScriptedChatModel/streamed_output/-",
            "/logs/StrOutputParser/streamed_output/-",
            "/final_output");
  }

  @Test
  void thePatchesFoldIntoTheStateOfTheRun() {
    RunLog log = new RunLog();
    patches().forEach(log::apply);
    JsonNode state = log.state();
    assertThat(state.at("/final_output").asString()).isEqualTo("ab");
    assertThat(state.at("/streamed_output").valueStream().map(JsonNode::asString))
        .containsExactly("a", "b");
    assertThat(state.at("/logs/StrOutputParser/final_output/output").asString()).isEqualTo("ab");
    assertThat(state.at("/logs/ScriptedChatModel/end_time").isNull()).isFalse();
  }

  /** Groups patches by the run that they tell of. */
  private static Map<String, List<String>> byRun(List<JsonNode> patches) {
    Map<String, List<String>> byRun = new LinkedHashMap<>();
    for (JsonNode patch : patches) {
      String path = patch.get(0).get("path").asString();
      String run = path.startsWith("/logs/") ? path.split("/")[2] : "the root";
      byRun.computeIfAbsent(run, name -> new ArrayList<>()).add(told(patch));
    }
    return byRun;
  }

  private static String told(JsonNode patch) {
    List<String> operations = new ArrayList<>();
    for (JsonNode operation : patch) {
      ObjectNode told = (ObjectNode) Conformance.normalised(operation).deepCopy();
      if (told.get("value") instanceof ObjectNode value) {
        replace(value, "id", "ID");
        replace(value, "start_time", "TIME");
      }
      if (told.get("path").asString().endsWith("/end_time")) {
        told.put("value", "TIME");
      }
      operations.add(Conformance.canonical(told));
    }
    return operations.toString();
  }

  private static void replace(ObjectNode value, String key, String mark) {
    if (value.has(key)) {
      value.put(key, mark);
    }
  }
}
