package dev.runnel.languageserver.compile;

import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Index;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a compilation found.
 *
 * @param found by file, what Runnel says
 * @param indices by file, what stands where
 * @param facts what the processor knows
 * @param parsed whether all files could be parsed
 */
public record Compiled(
    Map<Path, List<Found>> found, Map<Path, Index> indices, Facts facts, boolean parsed) {
  /** Finds nothing. */
  public static final Compiled NOTHING = new Compiled(Map.of(), Map.of(), Facts.NONE, true);

  /** Returns what Runnel says of a file. */
  public List<Found> found(Path path) {
    return found.getOrDefault(path, List.of());
  }

  /** Returns what stands where in a file. */
  public Index index(Path path) {
    return indices.getOrDefault(path, Index.EMPTY);
  }
}
