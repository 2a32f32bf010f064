package dev.runnel.batch;

import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A line of a journal in a file that says what models took, beside the entries of that time. */
final class UsageLine {
  private static final String NAME = "usage";
  private static final String BEGIN = "{\"" + NAME + "\":";

  private UsageLine() {}

  static boolean isOne(String line) {
    return line.startsWith(BEGIN);
  }

  static String write(BatchUsage usage) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode tokens = line.putObject(NAME);
    tokens.put("input", usage.inputTokens());
    tokens.put("output", usage.outputTokens());
    tokens.put("cost", usage.cost().toPlainString());
    return line.toString();
  }

  /** Reads what {@link #write} has written. */
  static BatchUsage read(String line) {
    try {
      JsonNode usage = JsonText.MAPPER.readTree(line).path(NAME);
      return new BatchUsage(
          usage.path("input").longValue(),
          usage.path("output").longValue(),
          new BigDecimal(usage.path("cost").stringValue()));
    } catch (JacksonException | NumberFormatException broken) {
      throw new JournalException("it tells no usage: " + broken.getMessage(), broken);
    }
  }
}
