package dev.runnel.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file of a recorded run: a JSON object that begins with {@code "format":"runnel-run"} and its
 * version. The playground reads and writes it as well.
 */
final class RecordingFile {
  private static final String FORMAT = "runnel-run";
  private static final int VERSION = 1;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Half of a surrogate pair that stands alone, as where a chunk ends: UTF-8 cannot write it. */
  private static final Pattern HALF = Pattern.compile("\\p{Cs}");

  private RecordingFile() {}

  static String write(Recording recording) {
    Recording.Recorded root = recording.root();
    ObjectNode file = MAPPER.createObjectNode();
    file.put("format", FORMAT);
    file.put("version", VERSION);
    file.put("chain", recording.chain());
    file.set("input", recording.input());
    file.put("state", name(root.state()));
    file.put("duration", root.end() - root.start());
    ArrayNode runs = file.putArray("runs");
    recording.runs().forEach(run -> runs.add(json(run)));
    return HALF.matcher(MAPPER.writeValueAsString(file))
            .replaceAll(half -> "\\\\u" + HexFormat.of().toHexDigits(half.group().charAt(0)))
        + "\n";
  }

  private static ObjectNode json(Recording.Recorded run) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("id", run.id());
    if (run.parent() != null) {
      json.put("parent", run.parent());
    }
    json.put("name", run.name());
    json.put("type", run.type());
    ArrayNode tags = json.putArray("tags");
    run.tags().forEach(tags::add);
    json.put("start", run.start());
    json.put("end", run.end());
    json.put("state", name(run.state()));
    set(json, "input", run.input());
    set(json, "output", run.output());
    Recording.Failure error = run.error();
    if (error != null) {
      json.putObject("error").put("type", error.type()).put("message", error.message());
    }
    ArrayNode chunks = json.putArray("chunks");
    run.chunks().forEach(chunk -> chunks.addArray().add(chunk.at()).add(chunk.json()));
    if (run.dropped() > 0) {
      json.put("dropped", run.dropped());
    }
    return json;
  }

  private static void set(ObjectNode json, String name, @Nullable JsonNode value) {
    if (value != null) {
      json.set(name, value);
    }
  }

  private static String name(Recording.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static Recording read(String text) {
    JsonNode file;
    try {
      file = MAPPER.readTree(text);
    } catch (JacksonException noJson) {
      throw new IllegalArgumentException("This is no JSON: " + noJson.getOriginalMessage(), noJson);
    }
    if (!file.path("format").asString("").equals(FORMAT)) {
      throw refused("/format", "it must be \"" + FORMAT + "\"");
    }
    if (file.path("version").asInt(0) != VERSION) {
      throw refused(
          "/version", "it is " + file.path("version") + ", but this test kit reads " + VERSION);
    }
    List<Recording.Recorded> runs = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode run : file.path("runs")) {
      runs.add(run(run, "/runs/" + runs.size(), ids));
    }
    if (runs.isEmpty()) {
      throw refused("/runs", "there must be one or more");
    }
    JsonNode input = file.path("input");
    return new Recording(
        text(file, "chain", ""),
        input.isMissingNode() ? MAPPER.getNodeFactory().nullNode() : input,
        runs);
  }

  private static Recording.Recorded run(JsonNode run, String place, Set<String> ids) {
    String parent = run.has("parent") ? text(run, "parent", place) : null;
    if (parent == null ? !ids.isEmpty() : !ids.contains(parent)) {
      throw refused(place + "/parent", "it must be the id of a run before, and the first has none");
    }
    String id = text(run, "id", place);
    if (!ids.add(id)) {
      throw refused(place + "/id", "another run has this id");
    }
    List<String> tags = new ArrayList<>();
    run.path("tags").forEach(tag -> tags.add(tag.asString("")));
    JsonNode error = run.path("error");
    double start = number(run, "start", place);
    return new Recording.Recorded(
        id,
        parent,
        text(run, "name", place),
        text(run, "type", place),
        tags,
        start,
        run.has("end") ? number(run, "end", place) : start,
        state(run, place),
        run.get("input"),
        run.get("output"),
        error.isObject()
            ? new Recording.Failure(text(error, "type", place + "/error"), message(error))
            : null,
        chunks(run, place),
        run.path("dropped").asLong(0));
  }

  private static @Nullable String message(JsonNode error) {
    JsonNode message = error.path("message");
    return message.isString() ? message.stringValue() : null;
  }

  private static Recording.State state(JsonNode run, String place) {
    String name = text(run, "state", place);
    for (Recording.State state : Recording.State.values()) {
      if (name(state).equals(name)) {
        return state;
      }
    }
    throw refused(place + "/state", "it must be ended, failed or cancelled");
  }

  private static List<Recording.TimedChunk> chunks(JsonNode run, String place) {
    List<Recording.TimedChunk> chunks = new ArrayList<>();
    for (JsonNode chunk : run.path("chunks")) {
      if (!chunk.path(0).isNumber() || !chunk.has(1)) {
        throw refused(
            place + "/chunks/" + chunks.size(), "it must be a list of a time and a chunk");
      }
      chunks.add(new Recording.TimedChunk(chunk.path(0).doubleValue(), chunk.path(1)));
    }
    return chunks;
  }

  private static String text(JsonNode json, String name, String place) {
    JsonNode value = json.path(name);
    if (!value.isString()) {
      throw refused(place + "/" + name, "it must be a text");
    }
    return value.stringValue();
  }

  private static double number(JsonNode json, String name, String place) {
    JsonNode value = json.path(name);
    if (!value.isNumber()) {
      throw refused(place + "/" + name, "it must be a number");
    }
    return value.doubleValue();
  }

  private static IllegalArgumentException refused(String pointer, String why) {
    return new IllegalArgumentException(
        "This is no recorded run. At " + pointer + ": " + why + ".");
  }
}
