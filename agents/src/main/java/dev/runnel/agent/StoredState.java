package dev.runnel.agent;

import dev.runnel.history.MessageFormatException;
import dev.runnel.history.MessageJson;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import java.security.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Paused agents as JSON text, and back. */
final class StoredState {
  private static final int VERSION = 1;
  private static final String FORMAT = "runnel-paused-agent";

  private StoredState() {}

  private static ObjectNode tree(PausedAgent state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("version", VERSION);
    json.put("id", state.id()).put("turn", state.turn()).put("text", state.text());
    if (state.prompt().conversation() != null) {
      json.put("conversation", state.prompt().conversation());
    }
    json.set("prompt", MessageJson.toTree(state.prompt().messages()));
    json.set("options", StoredOptions.write(state.prompt().options()));
    json.set("messages", MessageJson.toTree(state.messages()));
    json.set("answer", MessageJson.toTree(List.of(state.answer())));
    json.set("results", MessageJson.toTree(state.results()));
    ArrayNode asked = json.putArray("asked");
    state.waiting().forEach(call -> asked.add(call.id()));
    if (!state.runs().isEmpty()) {
      ObjectNode runs = json.putObject("runs");
      new TreeMap<>(state.runs()).forEach(runs::put);
    }
    if (!state.inside().isEmpty()) {
      ObjectNode inside = json.putObject("inside");
      new TreeMap<>(state.inside()).forEach((id, agent) -> inside.set(id, tree(agent)));
    }
    return json;
  }

  static String write(PausedAgent state, @Nullable Key key) {
    ObjectNode json = tree(state);
    if (key != null) {
      json.put(StateSignature.FIELD, StateSignature.of(json, key));
    }
    return MessageJson.text(json);
  }

  static PausedAgent read(String text, @Nullable Key key) {
    ObjectNode json = object(text);
    checkFormat(json);
    checkSignature(json, key);
    try {
      return state(json);
    } catch (MessageFormatException | IllegalArgumentException | JacksonException wrong) {
      throw broken(wrong.getMessage(), wrong);
    }
  }

  /** Reads the state of an agent inside, which the signature of the one around holds for. */
  private static PausedAgent checked(ObjectNode json) {
    checkFormat(json);
    return state(json);
  }

  private static void checkFormat(ObjectNode json) {
    if (!FORMAT.equals(json.path("format").asString(""))) {
      throw broken("it does not say that it is of format '" + FORMAT + "'", null);
    }
    int version = json.path("version").asInt(0);
    if (version != VERSION) {
      throw broken(
          "it is of version " + version + ", but this release reads version " + VERSION, null);
    }
  }

  private static Map<String, PausedAgent> inside(ObjectNode json, AiMessage answer) {
    Map<String, PausedAgent> inside = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : json.path("inside").properties()) {
      if (!(each.getValue() instanceof ObjectNode agent)) {
        throw new IllegalArgumentException("an agent inside is no JSON object");
      }
      callOf(answer, each.getKey());
      inside.put(each.getKey(), checked(agent));
    }
    return inside;
  }

  private static Map<String, Integer> runs(ObjectNode json) {
    Map<String, Integer> runs = new HashMap<>();
    json.path("runs")
        .properties()
        .forEach(each -> runs.put(each.getKey(), each.getValue().asInt()));
    return runs;
  }

  private static ObjectNode object(String text) {
    try {
      if (MessageJson.tree(text) instanceof ObjectNode json) {
        return json;
      }
    } catch (JacksonException noJson) {
      throw broken("it is broken JSON: " + noJson.getOriginalMessage(), noJson);
    }
    throw broken("it is no JSON object", null);
  }

  private static void checkSignature(ObjectNode json, @Nullable Key key) {
    if (key == null && json.has(StateSignature.FIELD)) {
      throw broken("it is signed. Give the key that it was signed with, to check it", null);
    }
    if (key != null && !json.has(StateSignature.FIELD)) {
      throw broken("it is not signed, but a key was given to check it", null);
    }
    if (key != null && !StateSignature.isRight(json, key)) {
      throw broken("its signature is not that of this key: it was changed", null);
    }
  }

  private static PausedAgent state(ObjectNode json) {
    List<ChatMessage> answers = messages(json, "answer");
    if (answers.size() != 1 || !(answers.get(0) instanceof AiMessage answer)) {
      throw new IllegalArgumentException("its answer is not one answer of a model");
    }
    String conversation = json.has("conversation") ? json.path("conversation").asString() : null;
    return new PausedAgent(
        json.path("id").asString(""),
        json.path("turn").asInt(1),
        new ChatPrompt(
            messages(json, "prompt"), StoredOptions.read(json.path("options")), conversation),
        messages(json, "messages"),
        json.path("text").asString(""),
        answer,
        results(json),
        asked(json, answer),
        inside(json, answer),
        runs(json));
  }

  private static List<ChatMessage> messages(ObjectNode json, String field) {
    return MessageJson.fromTree(json.path(field));
  }

  private static List<ToolMessage> results(ObjectNode json) {
    List<ToolMessage> results = new ArrayList<>();
    for (ChatMessage message : messages(json, "results")) {
      if (!(message instanceof ToolMessage result)) {
        throw new IllegalArgumentException("one of its results is none of a tool");
      }
      results.add(result);
    }
    return results;
  }

  private static List<ToolCall> asked(ObjectNode json, AiMessage answer) {
    List<ToolCall> asked = new ArrayList<>();
    for (JsonNode id : json.path("asked")) {
      asked.add(callOf(answer, id.asString()));
    }
    return asked;
  }

  private static ToolCall callOf(AiMessage answer, String id) {
    return answer.toolCalls().stream()
        .filter(call -> call.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("call '" + id + "' waits, but is none of its answer"));
  }

  private static PausedAgentException broken(@Nullable String why, @Nullable Throwable cause) {
    return new PausedAgentException("This is no paused agent that can go on: " + why + ".", cause);
  }
}
