package dev.runnel.agent;

import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChunkPart;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One scenario of the recorded conversations, with a model that plays its script. */
record Scenario(JsonNode json) {
  static final JsonNode RECORDED = read("/conformance/agents.json");

  static JsonNode read(String resource) {
    try (InputStream in = Scenario.class.getResourceAsStream(resource)) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    RECORDED.path("scenarios").forEach(each -> all.add(new Scenario(each)));
    return all;
  }

  String name() {
    return json.path("name").asString();
  }

  List<String> tools() {
    List<String> names = new ArrayList<>();
    json.path("tools").forEach(each -> names.add(each.asString()));
    return names;
  }

  /** The model; where its script waits it does so at the gate, or for no time without one. */
  ScriptedChatModel model(@Nullable Gate gate) {
    ScriptedChatModel.Builder model = ScriptedChatModel.builder();
    json.path("script").forEach(chunks -> model.next(script(chunks, gate)));
    return model.build();
  }

  private static Script script(JsonNode chunks, @Nullable Gate gate) {
    Script script = Script.empty();
    for (JsonNode chunk : chunks) {
      if (chunk.has("wait")) {
        script = gate == null ? script : script.await(gate);
      } else if (chunk.has("fail")) {
        script = script.fail(new IllegalStateException(chunk.path("fail").asString()));
      } else {
        script = script.chunks(chunk(chunk));
      }
    }
    return script;
  }

  private static AiMessageChunk chunk(JsonNode chunk) {
    List<ChunkPart> parts = new ArrayList<>();
    JsonNode content = chunk.path("content");
    if (content.isString()) {
      parts.add(new TextPart(content.asString()));
    }
    for (JsonNode block : content) {
      parts.add(
          block.path("type").asString().equals("text")
              ? new TextPart(block.path("text").asString())
              : reasoning(block));
    }
    for (JsonNode call : chunk.path("tool_call_chunks")) {
      parts.add(
          new ToolCallDelta(
              call.path("index").asInt(),
              text(call, "id"),
              text(call, "name"),
              call.path("args").asString("")));
    }
    AiMessageChunk sum = AiMessageChunk.of(parts.toArray(ChunkPart[]::new));
    return new AiMessageChunk(sum.parts(), info(chunk), sum.extras());
  }

  private static Reasoning reasoning(JsonNode block) {
    String text = block.path("reasoning").asString("");
    String signature = text(block, "signature");
    return signature == null ? new Reasoning(text) : Reasoning.signed(text, signature, "anthropic");
  }

  private static @Nullable String text(JsonNode node, String key) {
    return node.has(key) ? node.path(key).asString() : null;
  }

  private static AnswerInfo info(JsonNode chunk) {
    FinishReason reason =
        switch (chunk.at("/response_metadata/finish_reason").asString("")) {
          case "stop" -> FinishReason.STOP;
          case "tool_calls" -> FinishReason.TOOL_CALLS;
          case "length" -> FinishReason.LENGTH;
          default -> null;
        };
    JsonNode usage = chunk.path("usage_metadata");
    return AnswerInfo.of(
        reason,
        usage.isMissingNode()
            ? null
            : new TokenUsage(
                usage.path("input_tokens").asInt(),
                usage.path("output_tokens").asInt(),
                usage.path("total_tokens").asInt()));
  }

  @Override
  public String toString() {
    return name();
  }
}
