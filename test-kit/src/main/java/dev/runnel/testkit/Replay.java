package dev.runnel.testkit;

import dev.runnel.event.EventPayload;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ChunkPart;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCallDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes a model of what the models in a recording have answered. */
final class Replay {
  private static final Set<String> MODELS = Set.of("chat_model", "llm");

  private Replay() {}

  /** Lets a script wait before what follows. */
  interface Pacing {
    Script paused(Script script, Duration pause);
  }

  /** The answers to one prompt. */
  private record Answers(List<Script> scripts, AtomicInteger next) {
    Script take() {
      return scripts.get(Math.floorMod(next.getAndIncrement(), scripts.size()));
    }
  }

  static ScriptedChatModel of(Recording recording, Pacing pacing) {
    Map<String, List<Script>> byPrompt = new LinkedHashMap<>();
    for (Recording.Recorded run : recording.runs()) {
      if (MODELS.contains(run.type())) {
        byPrompt
            .computeIfAbsent(prompt(run.input()), key -> new ArrayList<>())
            .add(script(run, pacing));
      }
    }
    Map<String, Answers> answers = new LinkedHashMap<>();
    byPrompt.forEach(
        (prompt, scripts) ->
            answers.put(prompt, new Answers(List.copyOf(scripts), new AtomicInteger())));
    return ScriptedChatModel.builder()
        .name(name(recording))
        .otherwise(prompt -> answer(answers, prompt))
        .build();
  }

  /** A model that bears no name of a step is then called as the recorded one was. */
  private static String name(Recording recording) {
    return recording.runs().stream()
        .filter(run -> MODELS.contains(run.type()))
        .map(Recording.Recorded::name)
        .reduce((before, last) -> last)
        .orElse("RecordedModel");
  }

  private static Script answer(Map<String, Answers> answers, ChatPrompt prompt) {
    String asked = prompt(EventPayload.toJson(prompt));
    Answers known = answers.get(asked);
    if (known == null) {
      throw new IllegalStateException(
          "The record has no answer to this prompt: "
              + asked
              + ". It has answers to "
              + answers.keySet()
              + ". If the prompt was meant to change, record the run again.");
    }
    return known.take();
  }

  /** Returns the messages of a prompt, which stand alone at the root, and else in a list of one. */
  private static String prompt(@Nullable JsonNode input) {
    JsonNode messages = input == null ? JsonNodeFactory.instance.nullNode() : input;
    if (messages.has("messages")) {
      messages = messages.get("messages");
    }
    if (messages.size() == 1 && messages.path(0).isArray()) {
      messages = messages.get(0);
    }
    return messages.toString();
  }

  private static Script script(Recording.Recorded run, Pacing pacing) {
    if (run.dropped() > 0) {
      throw new IllegalArgumentException(
          "The record lacks the last "
              + run.dropped()
              + " chunks of the model '"
              + run.name()
              + "': it cannot be replayed. Record it with RecordedRun.of, which keeps all.");
    }
    Script script = Script.empty();
    double before = run.start();
    for (Recording.TimedChunk chunk : run.chunks()) {
      script = pacing.paused(script, millis(chunk.at() - before)).chunks(chunk(chunk.json()));
      before = chunk.at();
    }
    if (run.chunks().isEmpty() && run.output() != null) {
      script = pacing.paused(script, millis(run.end() - before)).chunks(chunk(run.output()));
    }
    Recording.Failure error = run.error();
    return error == null
        ? script
        : pacing
            .paused(script, millis(run.end() - before))
            .fail(new RecordedFailureException(error.type(), error.message()));
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.max(0, Math.round(millis * 1_000_000)));
  }

  static Duration scaled(Duration pause, double speed) {
    return Duration.ofNanos(Math.round(pause.toNanos() / speed));
  }

  /** Reads a message as events show it. */
  private static AiMessageChunk chunk(JsonNode json) {
    List<ChunkPart> parts = new ArrayList<>();
    parts.add(new Reasoning(json.path("reasoning_content").asString("")));
    parts.add(new TextPart(text(json.path("content"))));
    for (JsonNode call : json.path("tool_call_chunks")) {
      JsonNode index = call.path("index");
      parts.add(
          new ToolCallDelta(
              index.isNumber() ? index.intValue() : null,
              orNull(call.path("id")),
              orNull(call.path("name")),
              call.path("args").asString("")));
    }
    return new AiMessageChunk(parts, info(json), Extras.NONE);
  }

  private static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asString("")));
    return text.toString();
  }

  private static @Nullable String orNull(JsonNode json) {
    return json.isString() ? json.stringValue() : null;
  }

  private static AnswerInfo info(JsonNode json) {
    JsonNode usage = json.path("usage_metadata");
    JsonNode reason = json.at("/response_metadata/finish_reason");
    return AnswerInfo.of(
        reason.isString() ? reason(reason.stringValue()) : null,
        usage.isObject()
            ? new TokenUsage(
                usage.path("input_tokens").asInt(0),
                usage.path("output_tokens").asInt(0),
                usage.path("total_tokens").asInt(0))
            : null);
  }

  private static FinishReason reason(String name) {
    for (FinishReason reason : FinishReason.values()) {
      if (reason.name().toLowerCase(Locale.ROOT).equals(name)) {
        return reason;
      }
    }
    return FinishReason.OTHER;
  }
}
