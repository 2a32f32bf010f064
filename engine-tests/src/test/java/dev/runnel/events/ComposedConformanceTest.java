package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.compose.RunnableParallel;
import dev.runnel.compose.RunnablePassthrough;
import dev.runnel.event.EventOptions;
import dev.runnel.event.EventSchema;
import dev.runnel.event.StreamEvent;
import dev.runnel.events.Conformance.Difference;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPromptTemplate;
import dev.runnel.model.Retriever;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.ScriptedRetriever;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Chains that are composed at run time tell the events of the conformance files. */
class ComposedConformanceTest {
  private static final Set<String> WRITTEN_AS_STEPS =
      Set.of(
          "model",
          "model_json",
          "model_json_lambda",
          "model_json_gen",
          "filter_include_names",
          "filter_include_types",
          "filter_exclude_types",
          "filter_exclude_names",
          "filter_tags",
          "bad_tool",
          "correct_tool");

  private Conformance conformance;
  private EventOptions options;
  private final Set<String> checked = new TreeSet<>();

  @Test
  void inTheFirstVersion() {
    conformance = new Conformance("events-v1.json");
    options = EventOptions.DEFAULT.withSchema(EventSchema.V1);
    checkAll();
    assertThat(conformance.differences())
        .containsExactlyInAnyOrder(Difference.CAUSAL_ORDER, Difference.CONTEXT_TEXT);
  }

  @Test
  void inTheSecondVersion() {
    conformance = new Conformance("events-v2.json");
    options = EventOptions.DEFAULT;
    checkAll();
    assertThat(conformance.differences())
        .containsExactlyInAnyOrder(
            Difference.CAUSAL_ORDER,
            Difference.CONTEXT_TEXT,
            Difference.NAMES,
            Difference.PARENT_IDS);
  }

  private void checkAll() {
    check("prompt_model_str", promptModelText(), Map.of("topic", "parrot"));
    check("retriever", retriever("ListRetriever"), text("retriever"));
    check("retrieval_chain", retrievalChain(), text("retrieval_chain"));
    check("reverse_and_double", reverseAndDouble(), text("reverse_and_double"));
    checked.addAll(WRITTEN_AS_STEPS);
    assertThat(checked).containsAll(conformance.ids());
  }

  private <I> void check(String id, Runnel<I, ?, ?> chain, I input) {
    try (ChunkStream<StreamEvent> events = chain.streamEvents(input, options)) {
      conformance.check(id, events);
    }
    checked.add(id);
  }

  private String text(String id) {
    return conformance.inputOf(id);
  }

  private ChatModel model(String id) {
    return ScriptedChatModel.builder()
        .name("ScriptedChatModel")
        .otherwise(Script.of(conformance.modelChunks(id)))
        .build();
  }

  private Runnel<Map<String, ?>, String, String> promptModelText() {
    return ChatPromptTemplate.of("tell me a joke about {topic}")
        .then(model("prompt_model_str"))
        .pipe(Parsers.text());
  }

  private Retriever retriever(String name) {
    return ScriptedRetriever.builder()
        .name(name)
        .otherwise(
            dev.runnel.model.Document.of("harrison worked at kensho"),
            dev.runnel.model.Document.of("harrison likes spicy food"))
        .build();
  }

  private Runnel<String, String, String> retrievalChain() {
    return RunnableParallel.<String>of("context", retriever("Docs"))
        .and("question", RunnablePassthrough.of())
        .then(
            ChatPromptTemplate.of(
                "Answer the question based only on the following context:\n{context}\n\n"
                    + "Question: {question}\n"))
        .then(model("retrieval_chain"))
        .pipe(Parsers.text());
  }

  private Runnel<String, String, String> reverseAndDouble() {
    Runnel<String, String, String> reverse =
        RunnableLambda.of("reverse_word", word -> new StringBuilder(word).reverse().toString());
    return RunnableLambda.of("reverse_and_double", word -> reverse.invoke(word).repeat(2));
  }
}
