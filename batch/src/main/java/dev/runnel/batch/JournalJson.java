package dev.runnel.batch;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes entries of journals as JSON on one line, and reads them; for journals of one's own. */
public final class JournalJson {
  private JournalJson() {}

  /**
   * Writes an entry.
   *
   * @param entry the entry
   * @return JSON without a line break
   */
  public static String write(JournalEntry entry) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("key", entry.key());
    line.put("input", entry.input());
    if (entry instanceof JournalEntry.Answer answer) {
      line.set("output", answer.output());
    } else if (entry instanceof JournalEntry.Failure failure) {
      ObjectNode why = line.putObject("failure");
      why.put("type", failure.type());
      why.put("message", failure.message());
      why.put("step", failure.step());
    }
    return line.toString();
  }

  /**
   * Reads an entry.
   *
   * @param text what {@link #write} has written
   * @return the entry
   * @throws JournalException if it is none
   */
  public static JournalEntry read(String text) {
    JsonNode json;
    try {
      json = JsonText.MAPPER.readTree(text);
    } catch (JacksonException broken) {
      throw new JournalException("it is no JSON: " + broken.getOriginalMessage(), broken);
    }
    String key = text(json, "key");
    String input = text(json, "input");
    if (json.has("output")) {
      return new JournalEntry.Answer(key, input, json.get("output"));
    }
    JsonNode why = json.path("failure");
    return new JournalEntry.Failure(
        key, input, text(why, "type"), text(why, "message"), text(why, "step"));
  }

  private static String text(JsonNode json, String name) {
    JsonNode text = json.path(name);
    if (!text.isString()) {
      throw new JournalException("it has no '" + name + "'");
    }
    return text.stringValue();
  }
}
