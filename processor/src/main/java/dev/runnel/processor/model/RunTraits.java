package dev.runnel.processor.model;

import dev.runnel.annotations.Chunks;
import dev.runnel.annotations.RunType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What listeners are told of the runs of a step or a chain.
 *
 * @param name the name of the runs
 * @param type the kind of work; null where a component says so at run time
 * @param tags the tags of the runs
 * @param chunks what its chunks are to each other; null if nobody says so
 */
public record RunTraits(
    String name, @Nullable RunType type, List<String> tags, @Nullable Chunks chunks) {
  /** Copies the list. */
  public RunTraits {
    tags = List.copyOf(tags);
  }

  /**
   * Says anew what chunks are to each other.
   *
   * @param others what they are; null if nobody says so
   * @return a copy
   */
  public RunTraits withChunks(@Nullable Chunks others) {
    return new RunTraits(name, type, tags, others);
  }

  /**
   * Tells whether each chunk replaces the one before.
   *
   * @return whether they do
   */
  public boolean cumulative() {
    return chunks == Chunks.CUMULATIVE;
  }
}
