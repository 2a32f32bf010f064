package dev.runnel.agent;

import dev.runnel.json.Partial;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The arguments of a call that a model writes, up to one piece. They are read only if somebody asks
 * for them, and each piece once. Thread-safe.
 */
public final class WrittenArguments {
  private final ArgumentsReader reader;
  private final int pieces;

  WrittenArguments(ArgumentsReader reader, int pieces) {
    this.reader = reader;
    this.pieces = pieces;
  }

  /**
   * Returns what there is of the arguments.
   *
   * @return the draft; null while there is nothing, and where they are no JSON
   */
  public @Nullable Partial<JsonNode> draft() {
    return reader.draftAfter(pieces);
  }
}
