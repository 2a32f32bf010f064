package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.annotations.RunType;
import dev.runnel.event.EventOptions;
import dev.runnel.event.EventSchema;
import dev.runnel.event.StreamEvent;
import dev.runnel.events.Conformance.Difference;
import dev.runnel.model.Document;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.ScriptedRetriever;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * The chains of the conformance files, written as annotated methods, stream what LangChain's stream
 * and tell the events that LangChain's tell, but for the differences that the specification names.
 */
class ConformanceTest {
  private final Set<String> checked = new TreeSet<>();

  private static SeedChains chains(Conformance conformance, String id) {
    return new SeedChainsRunnables(
        ScriptedChatModel.builder().otherwise(Script.of(conformance.modelChunks(id))).build(),
        ScriptedRetriever.builder()
            .otherwise(
                Document.of("harrison worked at kensho"), Document.of("harrison likes spicy food"))
            .build());
  }

  // ---- events

  @Test
  void eventsInTheFirstVersion() {
    Conformance conformance = new Conformance("events-v1.json");
    EventOptions v1 = EventOptions.DEFAULT.withSchema(EventSchema.V1);
    checkCommon(conformance, v1);
    check(conformance, "model_json_lambda", SeedChains::modelJsonNames, v1);
    check(conformance, "model_json_gen", SeedChains::modelJsonNewNames, v1);
    check(conformance, "bad_tool", SeedChains::badTool, v1);
    check(conformance, "correct_tool", SeedChains::correctTool, v1);
    checkFilters(conformance, v1);
    assertThat(checked).containsExactlyInAnyOrderElementsOf(conformance.ids());
    assertThat(conformance.differences())
        .containsExactlyInAnyOrder(
            Difference.CAUSAL_ORDER,
            Difference.CONTEXT_TEXT,
            Difference.TOOL_PROPAGATION,
            Difference.EMPTY_TEXT);
  }

  @Test
  void eventsInTheSecondVersion() {
    Conformance conformance = new Conformance("events-v2.json");
    EventOptions v2 = EventOptions.DEFAULT;
    checkCommon(conformance, v2);
    check(conformance, "model_json_lambda", SeedChains::modelJsonLambda, v2);
    SeedChains.Arguments hello = new SeedChains.Arguments("hello");
    check(conformance, "bad_tool", hello, SeedChains::badNamedTool, v2);
    check(conformance, "correct_tool", hello, SeedChains::correctNamedTool, v2);
    assertThat(checked).containsExactlyInAnyOrderElementsOf(conformance.ids());
    assertThat(conformance.differences()).containsExactlyInAnyOrder(Difference.values());
  }

  private void checkCommon(Conformance conformance, EventOptions options) {
    check(conformance, "model", SeedChains::modelAlone, options);
    Map<String, String> parrot = Map.of("topic", "parrot");
    check(conformance, "prompt_model_str", parrot, SeedChains::promptModelText, options);
    check(conformance, "model_json", SeedChains::modelJson, options);
    check(conformance, "retriever", SeedChains::retrieverAlone, options);
    check(conformance, "retrieval_chain", SeedChains::retrievalChain, options);
    check(conformance, "reverse_and_double", SeedChains::reverseAndDouble, options);
  }

  private void checkFilters(Conformance conformance, EventOptions all) {
    Choice<String> named = SeedChains::namedModelJson;
    check(conformance, "filter_include_names", named, all.withIncludedNames("my_parser"));
    check(conformance, "filter_include_types", named, all.withIncludedTypes(RunType.CHAT_MODEL));
    check(conformance, "filter_exclude_types", named, all.withExcludedTypes(RunType.CHAT_MODEL));
    check(conformance, "filter_exclude_names", named, all.withExcludedNames("model"));
    check(
        conformance, "filter_tags", SeedChains::taggedModelJson, all.withIncludedTags("my_chain"));
  }

  private interface Choice<I> {
    Runnel<I, ?, ?> of(SeedChains chains);
  }

  private void check(
      Conformance conformance, String id, Choice<String> chain, EventOptions options) {
    check(conformance, id, conformance.inputOf(id), chain, options);
  }

  private <I> void check(
      Conformance conformance, String id, I input, Choice<I> chain, EventOptions options) {
    try (ChunkStream<StreamEvent> events =
        chain.of(chains(conformance, id)).streamEvents(input, options)) {
      conformance.check(id, events);
    }
    checked.add(id);
  }

  // ---- streams

  @Test
  void theChainsStreamWhatTheSeedsStream() {
    Conformance seeds = new Conformance("seed-streams.json");
    checkStream(seeds, "model", SeedChains::modelAlone);
    Map<String, String> parrot = Map.of("topic", "parrot");
    checkStream(seeds, "prompt_model_str", parrot, SeedChains::promptModelText);
    checkStream(seeds, "model_json", SeedChains::modelJson);
    checkStream(seeds, "model_json_lambda", SeedChains::modelJsonNames);
    checkStream(seeds, "model_json_gen", SeedChains::modelJsonNewNames);
    checkStream(seeds, "retriever", SeedChains::retrieverAlone);
    checkStream(seeds, "retrieval_chain", SeedChains::retrievalChain);
    assertThat(checked).containsExactlyInAnyOrderElementsOf(seeds.ids());
  }

  private void checkStream(Conformance seeds, String id, Choice<String> chain) {
    checkStream(seeds, id, seeds.inputOf(id), chain);
  }

  private <I> void checkStream(Conformance seeds, String id, I input, Choice<I> chain) {
    Runnel<I, ?, ?> runnel = chain.of(chains(seeds, id));
    List<Object> streamed = new ArrayList<>();
    runnel.stream(input).forEach(streamed::add);
    List<String> told =
        streamed.stream().map(chunk -> Conformance.text(Conformance.ofPayload(chunk))).toList();
    List<String> theirs = texts(seeds.at(id, "stream"));
    if (streamed.get(0) instanceof String) {
      // Text that a chain makes of a model's chunks has only those with text.
      theirs.removeIf(Conformance.text(StringNode.valueOf(""))::equals);
    }
    assertThat(told).as(id).isEqualTo(theirs);
    String whole = Conformance.text(Conformance.ofPayload(runnel.invoke(input)));
    String expected = Conformance.text(seeds.at(id, "invoke"));
    assertThat(whole).as(id).isEqualTo(expected);
    checked.add(id);
  }

  private static List<String> texts(JsonNode array) {
    return new ArrayList<>(array.valueStream().map(Conformance::text).toList());
  }
}
