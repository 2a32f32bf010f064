package dev.runnel.processor.model;

import dev.runnel.annotations.RunType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What listeners are told of the runs of a step or a chain.
 *
 * @param name the name of the runs
 * @param type the kind of work; null where a component says so at run time
 * @param tags the tags of the runs
 * @param cumulative whether each chunk replaces the one before
 */
public record RunTraits(
    String name, @Nullable RunType type, List<String> tags, boolean cumulative) {
  /** Copies the list. */
  public RunTraits {
    tags = List.copyOf(tags);
  }

  /**
   * Says anew whether chunks replace each other.
   *
   * @param replaces whether each chunk replaces the one before
   * @return a copy
   */
  public RunTraits withCumulative(boolean replaces) {
    return new RunTraits(name, type, tags, replaces);
  }
}
