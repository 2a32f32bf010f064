package dev.runnel.serve;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A configuration in an address: a JSON object, compressed by LZ-String's {@code
 * compressToEncodedURIComponent}. What it says has no effect; only a broken one is refused.
 */
final class ConfigHash {
  private ConfigHash() {}

  /** Refuses what is no configuration. */
  static void check(String hash) {
    Optional<String> json = new LzString(hash).text();
    if (json.isEmpty() || !isObject(json.get())) {
      throw new InvalidRequestException(400, "", "Invalid config hash");
    }
  }

  private static boolean isObject(String json) {
    try {
      return RequestBody.json(json) instanceof ObjectNode;
    } catch (InvalidRequestException notJson) {
      return false;
    }
  }
}
