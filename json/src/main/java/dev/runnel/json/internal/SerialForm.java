package dev.runnel.json.internal;

import java.io.Serial;
import java.io.Serializable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A value on its way through Java serialisation: its JSON. Jackson's own form makes doubles of
 * decimals, and refuses what is deep.
 *
 * @param json the text
 * @param kept whether it becomes a {@link KeptNode}
 */
record SerialForm(String json, boolean kept) implements Serializable {
  private static final ReadRules ANY =
      new ReadRules(false, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, false, false);

  @Serial
  private Object readResolve() {
    DocumentReader reader = new DocumentReader(ANY);
    reader.feed(json);
    reader.complete();
    JsonNode read = reader.document();
    JsonNode node = read == null ? StringNode.valueOf(json) : GrowingString.plain(read);
    return kept ? new KeptNode(node) : node;
  }
}
