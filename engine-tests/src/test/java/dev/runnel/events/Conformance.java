package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.event.StreamEvent;
import dev.runnel.testkit.EventAssertions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compares our events with those of the conformance files, and keeps which differences it met. */
final class Conformance {
  /** Names the differences that the specification allows. */
  enum Difference {
    CAUSAL_ORDER,
    NAMES,
    TOOL_PROPAGATION,
    PARENT_IDS,
    CONTEXT_TEXT,
    EMPTY_TEXT
  }

  private static final String GROUP = "RunnableParallel<context,question>";

  private final JsonNode cases;
  private final Set<Difference> met = EnumSet.noneOf(Difference.class);

  Conformance(String file) {
    this.cases = read(file);
  }

  static JsonNode read(String file) {
    try (InputStream in = Conformance.class.getResourceAsStream(file)) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> ids() {
    return List.copyOf(cases.propertyNames());
  }

  Set<Difference> differences() {
    return met;
  }

  JsonNode at(String id, String member) {
    return cases.at("/" + id + "/" + member);
  }

  /** Returns the input of a case whose input is a text. */
  String inputOf(String id) {
    return at(id, "input").asString();
  }

  /** Writes what flows through a chain as the files do. */
  static JsonNode ofPayload(Object payload) {
    StreamEvent[] told = new StreamEvent[3];
    int[] count = new int[1];
    RunnableLambda.of((String word) -> payload)
        .streamEvents("x")
        .forEach(event -> told[count[0]++] = event);
    return normalised(told[1].toJson().at("/data/chunk"));
  }

  String[] modelChunks(String id) {
    return cases
        .at("/" + id + "/model_chunks")
        .valueStream()
        .map(JsonNode::asString)
        .toArray(String[]::new);
  }

  /** Reads a case's events and compares them, run by run. */
  void check(String id, ChunkStream<StreamEvent> stream) {
    List<StreamEvent> events = new ArrayList<>();
    stream.forEach(events::add);
    if (!cases.get(id).has("filter")) {
      EventAssertions.assertStreamWellFormed(events);
    }
    List<JsonNode> ours = events.stream().map(event -> ourForm(event.toJson())).toList();
    List<JsonNode> theirs = expected(id);
    Map<String, List<List<JsonNode>>> ourRuns = byRun(ours);
    Map<String, List<List<JsonNode>>> theirRuns = byRun(theirs);
    assertThat(ourRuns.keySet()).containsExactlyInAnyOrderElementsOf(theirRuns.keySet());
    theirRuns.forEach((key, runs) -> compareRuns(key, ourRuns.get(key), runs));
    if (!order(ours).equals(order(theirs))) {
      met.add(Difference.CAUSAL_ORDER);
    }
  }

  private void compareRuns(String key, List<List<JsonNode>> ours, List<List<JsonNode>> theirs) {
    assertThat(ours).as(key).hasSameSizeAs(theirs);
    for (int i = 0; i < theirs.size(); i++) {
      List<String> our = told(key, ours.get(i));
      List<String> their = told(key, withoutEmptyText(ours.get(i), theirs.get(i)));
      assertThat(our).as(key).hasSameSizeAs(their);
      for (int event = 0; event < their.size(); event++) {
        compare(key + " event " + event, our.get(event), their.get(event));
      }
    }
  }

  /** Text that a chain makes of a model's chunks has only those with text. */
  private List<JsonNode> withoutEmptyText(List<JsonNode> ours, List<JsonNode> theirs) {
    if (ours.stream().anyMatch(Conformance::isEmptyText)
        || theirs.stream().noneMatch(Conformance::isEmptyText)) {
      return theirs;
    }
    met.add(Difference.EMPTY_TEXT);
    return theirs.stream().filter(event -> !isEmptyText(event)).toList();
  }

  private static boolean isEmptyText(JsonNode event) {
    JsonNode chunk = event.at("/data/chunk");
    return chunk.isString() && chunk.stringValue().isEmpty();
  }

  /** The chunks of a parallel run come as its branches give them, which is an order of runs. */
  private static List<String> told(String key, List<JsonNode> run) {
    List<String> told = new ArrayList<>(run.stream().map(Conformance::canonical).toList());
    if (key.startsWith(GROUP)) {
      told.subList(1, told.size() - 1).sort(Comparator.naturalOrder());
    }
    return told;
  }

  private void compare(String what, String ours, String theirs) {
    String context = "<context>";
    int at = theirs.indexOf(context);
    if (at < 0) {
      assertThat(ours).as(what).isEqualTo(theirs);
      return;
    }
    met.add(Difference.CONTEXT_TEXT);
    assertThat(ours).as(what).startsWith(theirs.substring(0, at));
    assertThat(ours).as(what).endsWith(theirs.substring(at + context.length()));
  }

  private List<JsonNode> expected(String id) {
    boolean lost = id.equals("bad_tool"); // the peer loses the inner run
    if (lost) {
      met.add(Difference.TOOL_PROPAGATION);
    }
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode event : cases.at("/" + (lost ? "correct_tool" : id) + "/events")) {
      ObjectNode copy = (ObjectNode) event.deepCopy();
      String name = copy.get("name").asString();
      if (lost && name.equals("correct_tool")) {
        copy.put("name", id);
      }
      if (name.equals("RunnableMap")) {
        met.add(Difference.NAMES);
        copy.put("name", GROUP);
      }
      events.add(copy);
    }
    return events;
  }

  private JsonNode ourForm(ObjectNode event) {
    if (event.remove("parent_ids") != null) {
      met.add(Difference.PARENT_IDS);
    }
    return normalised(event);
  }

  /** Writes messages, prompts and documents as the files do. */
  static JsonNode normalised(JsonNode node) {
    if (node.isArray()) {
      var array = JsonMapper.shared().createArrayNode();
      node.forEach(element -> array.add(normalised(element)));
      return array;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode copy = JsonMapper.shared().createObjectNode();
    String kind = kindOf(object);
    if (kind != null) {
      copy.put("$", kind);
      for (String key : List.of("content", "page_content", "messages")) {
        if (object.has(key)) {
          copy.set(key, normalised(object.get(key)));
        }
      }
      return copy;
    }
    object.forEachEntry((key, value) -> copy.set(key, normalised(value)));
    return copy;
  }

  private static String kindOf(ObjectNode object) {
    String type = object.path("type").asString("");
    boolean isValue = object.has("content") || object.has("page_content") || object.has("messages");
    return !isValue
        ? null
        : switch (type) {
          case "human" -> "HumanMessage";
          case "ai" -> "AIMessage";
          case "system" -> "SystemMessage";
          case "tool" -> "ToolMessage";
          case "AIMessageChunk", "ChatPromptValue", "Document" -> type;
          default -> null;
        };
  }

  /** Groups events by run; the key is name and tags. */
  private static Map<String, List<List<JsonNode>>> byRun(List<JsonNode> events) {
    Map<String, List<JsonNode>> byId = new LinkedHashMap<>();
    for (JsonNode event : events) {
      byId.computeIfAbsent(event.get("run_id").asString(), id -> new ArrayList<>()).add(event);
    }
    Map<String, List<List<JsonNode>>> byKey = new LinkedHashMap<>();
    for (List<JsonNode> run : byId.values()) {
      String key = run.get(0).get("name").asString() + " " + run.get(0).get("tags");
      byKey.computeIfAbsent(key, name -> new ArrayList<>()).add(run);
    }
    return byKey;
  }

  private static List<String> order(List<JsonNode> events) {
    return events.stream().map(event -> event.get("event") + " " + event.get("name")).toList();
  }

  /** Writes an event without its id, with sorted keys and plain numbers. */
  static String canonical(JsonNode event) {
    ObjectNode copy = (ObjectNode) event.deepCopy();
    copy.remove("run_id");
    return text(copy);
  }

  static String text(JsonNode node) {
    if (node.isNumber()) {
      return node.decimalValue().stripTrailingZeros().toPlainString();
    }
    StringBuilder text = new StringBuilder();
    if (node.isArray()) {
      node.forEach(element -> text.append(text.isEmpty() ? "" : ",").append(text(element)));
      return "[" + text + "]";
    }
    if (node.isObject()) {
      node.propertyNames().stream()
          .sorted()
          .forEach(
              key ->
                  text.append(text.isEmpty() ? "" : ",")
                      .append(key)
                      .append(':')
                      .append(text(node.get(key))));
      return "{" + text + "}";
    }
    return node.toString();
  }
}
