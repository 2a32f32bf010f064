package dev.runnel.event;

import dev.runnel.annotations.RunType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The run that an event is about. Immutable and thread-safe; all events of a run share one.
 *
 * @param id the run's id
 * @param parentIds the ids of the runs above it, the root first; empty for a root
 * @param name the run's name
 * @param type the kind of work
 * @param tags its own tags first, then the inherited ones, unmodifiable
 * @param metadata its own and the inherited metadata, unmodifiable
 * @param streamed whether the run streams; false where it was called for its whole, as by {@code
 *     invoke}
 * @param cumulative whether each of its chunks replaces the one before, as JSON snapshots do
 */
public record RunInfo(
    UUID id,
    List<UUID> parentIds,
    String name,
    RunType type,
    Set<String> tags,
    Map<String, Object> metadata,
    boolean streamed,
    boolean cumulative) {
  /**
   * Tells whether no run stands above this one.
   *
   * @return whether it is a root
   */
  public boolean isRoot() {
    return parentIds.isEmpty();
  }

  @Override
  public String toString() {
    return type.wireName() + " run '" + name + "'";
  }
}
