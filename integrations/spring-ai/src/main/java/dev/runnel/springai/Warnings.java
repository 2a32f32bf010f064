package dev.runnel.springai;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says once of a model what it cannot do, not at each request. Thread-safe. */
final class Warnings {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel.springai");

  private final Set<String> said = ConcurrentHashMap.newKeySet();

  void warn(String message) {
    if (said.add(message)) {
      LOGGER.log(System.Logger.Level.WARNING, message);
    }
  }
}
