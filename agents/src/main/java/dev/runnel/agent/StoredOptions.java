package dev.runnel.agent;

import dev.runnel.model.ChatOptions;
import dev.runnel.model.ReasoningOptions;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.ToolChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The options of a prompt as JSON. Left out are the tools, which the agent has, a choice of tools
 * that forces, which held for the first turn, and the headers, which may hold secrets.
 */
final class StoredOptions {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private StoredOptions() {}

  static ObjectNode write(ChatOptions options) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, "model", options.model());
    put(json, "temperature", options.temperature());
    put(json, "topP", options.topP());
    put(json, "topK", options.topK());
    put(json, "maxTokens", options.maxTokens());
    put(json, "stop", options.stop().isEmpty() ? null : options.stop());
    put(json, "seed", options.seed());
    put(json, "presencePenalty", options.presencePenalty());
    put(json, "frequencyPenalty", options.frequencyPenalty());
    put(json, "noTools", ToolChoice.NONE.equals(options.toolChoice()) ? true : null);
    put(json, "parallelToolCalls", options.parallelToolCalls());
    put(json, "reasoning", options.reasoning());
    put(json, "responseFormat", format(options.responseFormat()));
    put(json, "serviceTier", options.serviceTier());
    put(json, "timeout", options.timeout() == null ? null : options.timeout().toString());
    put(json, "user", options.user());
    put(json, "metadata", options.metadata().isEmpty() ? null : options.metadata());
    put(json, "body", options.body().isEmpty() ? null : options.body());
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.set(name, MAPPER.valueToTree(value));
    }
  }

  private static @Nullable JsonNode format(@Nullable ResponseFormat format) {
    if (format instanceof ResponseFormat.JsonSchema schema) {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", schema.name());
      json.set("schema", schema.schema());
      return json;
    }
    return format == null
        ? null
        : JsonNodeFactory.instance.stringNode(
            format.getClass().getSimpleName().toLowerCase(Locale.ROOT));
  }

  static ChatOptions read(JsonNode json) {
    ChatOptions.Builder options = ChatOptions.builder();
    read(json, "model", JsonNode::asString, options::model);
    read(json, "temperature", JsonNode::asDouble, options::temperature);
    read(json, "topP", JsonNode::asDouble, options::topP);
    read(json, "topK", JsonNode::asInt, options::topK);
    read(json, "maxTokens", JsonNode::asInt, options::maxTokens);
    read(json, "stop", StoredOptions::texts, options::stop);
    read(json, "seed", JsonNode::asLong, options::seed);
    read(json, "presencePenalty", JsonNode::asDouble, options::presencePenalty);
    read(json, "frequencyPenalty", JsonNode::asDouble, options::frequencyPenalty);
    read(json, "noTools", none -> ToolChoice.NONE, options::toolChoice);
    read(json, "parallelToolCalls", JsonNode::asBoolean, options::parallelToolCalls);
    read(
        json,
        "reasoning",
        node -> MAPPER.treeToValue(node, ReasoningOptions.class),
        options::reasoning);
    read(json, "responseFormat", StoredOptions::format, options::responseFormat);
    read(json, "serviceTier", JsonNode::asString, options::serviceTier);
    read(json, "timeout", node -> Duration.parse(node.asString()), options::timeout);
    read(json, "user", JsonNode::asString, options::user);
    readAll(json, "metadata", (name, value) -> options.metadata(name, value.asString()));
    readAll(
        json, "body", (name, value) -> options.body(name, MAPPER.treeToValue(value, Object.class)));
    return options.build();
  }

  private static <T> void read(
      JsonNode json, String name, Function<JsonNode, T> reading, Consumer<T> setting) {
    if (json.has(name)) {
      setting.accept(reading.apply(json.path(name)));
    }
  }

  private static void readAll(JsonNode json, String name, BiConsumer<String, JsonNode> setting) {
    json.path(name).properties().forEach(each -> setting.accept(each.getKey(), each.getValue()));
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  private static ResponseFormat format(JsonNode json) {
    if (json.isObject()) {
      return ResponseFormat.jsonSchema(json.path("name").asString(), json.path("schema"));
    }
    return json.asString().equals("json") ? ResponseFormat.JSON : ResponseFormat.TEXT;
  }
}
