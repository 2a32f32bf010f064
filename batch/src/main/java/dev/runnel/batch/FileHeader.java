package dev.runnel.batch;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The first line of a journal: whose it is. */
final class FileHeader {
  /** How each journal begins, and hardly anything else does. */
  static final String MAGIC = "{\"runnel-batch\":";

  private static final int FORMAT = 1;

  private FileHeader() {}

  static String write(BatchIdentity batch) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("runnel-batch", FORMAT);
    line.put("chain", batch.chain());
    line.put("version", batch.version());
    return line.toString();
  }

  /** Reads a line; null if it is none of a journal. */
  static @Nullable BatchIdentity read(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    if (!text.startsWith(MAGIC)) {
      return null;
    }
    try {
      JsonNode json = JsonText.MAPPER.readTree(text);
      if (json.path("runnel-batch").asInt(0) != FORMAT) {
        throw new JournalException(
            "The journal is of a format that this version of Runnel does not know. A later one has"
                + " written it: run the batch with that.");
      }
      return new BatchIdentity(json.path("chain").asString(""), json.path("version").asString(""));
    } catch (JacksonException broken) {
      return null;
    }
  }
}
