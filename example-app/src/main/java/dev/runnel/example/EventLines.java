package dev.runnel.example;

import dev.runnel.annotations.RunType;
import dev.runnel.event.StreamEvent;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes an event as a line to read: indented by the run's depth, coloured by its type. */
final class EventLines {
  private static final int LONGEST_PAYLOAD = 72;
  private static final Map<RunType, Integer> COLOURS = new EnumMap<>(RunType.class);

  static {
    COLOURS.put(RunType.CHAIN, 36);
    COLOURS.put(RunType.PROMPT, 33);
    COLOURS.put(RunType.CHAT_MODEL, 32);
    COLOURS.put(RunType.LLM, 32);
    COLOURS.put(RunType.PARSER, 35);
    COLOURS.put(RunType.RETRIEVER, 34);
    COLOURS.put(RunType.TOOL, 31);
  }

  private final boolean coloured;

  EventLines(boolean coloured) {
    this.coloured = coloured;
  }

  Format<StreamEvent> format() {
    return Format.lines(this::line, "event", "events");
  }

  private String line(StreamEvent event) {
    String what = event.event() + " " + event.name();
    if (coloured) {
      what = "\u001b[" + COLOURS.get(event.type()) + "m" + what + "\u001b[0m";
    }
    return "  ".repeat(event.parentIds().size()) + what + payload(event.toJson().path("data"));
  }

  private static String payload(JsonNode data) {
    if (data.has("error")) {
      return " " + shortened(data.path("error").path("message").toString());
    }
    for (String key : new String[] {"chunk", "output", "input"}) {
      if (data.has(key)) {
        return " " + shortened(spoken(data.get(key)).toString());
      }
    }
    return data.isEmpty() ? "" : " " + shortened(data.toString());
  }

  /** Of a message that has nothing but a type and a text, only the text is shown. */
  private static JsonNode spoken(JsonNode payload) {
    JsonNode content = payload.path("content");
    return content.isString() && payload.size() == 2 ? content : payload;
  }

  private static String shortened(String json) {
    if (json.codePointCount(0, json.length()) <= LONGEST_PAYLOAD) {
      return json;
    }
    return json.substring(0, json.offsetByCodePoints(0, LONGEST_PAYLOAD - 3)) + "...";
  }
}
