package dev.runnel.compose;

import dev.runnel.Accumulator;
import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.engine.CompositionPipeline;
import dev.runnel.engine.Pipelines;
import dev.runnel.engine.Plan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands on the entries of maps, then those that are made of the whole map. */
final class AssignPipeline extends CompositionPipeline<Map<String, Object>> {
  private static final int STEP = 0;

  private final ChunkStream<Map<String, Object>> source;
  private final RunnableParallel<Map<String, Object>> assigned;
  private final Accumulator<Map<String, Object>, Map<String, Object>> read =
      MapWhole.ofAnyKeys().accumulator();
  private @Nullable ChunkStream<Map<String, Object>> made;

  AssignPipeline(
      String name,
      RunContext run,
      ChunkStream<Map<String, Object>> source,
      RunnableParallel<Map<String, Object>> assigned) {
    super(Plan.of(name, Plan.step(name)), run, source);
    this.source = source;
    this.assigned = assigned;
    own(source);
  }

  @Override
  protected void start() {}

  @Override
  protected boolean advance() {
    comeTo(STEP);
    if (made != null) {
      return handOn(made);
    }
    if (source.hasNext()) {
      Map<String, Object> chunk = given(STEP, source.next());
      read.add(chunk);
      Set<String> keys = assigned.branches().keySet();
      if (chunk instanceof BranchChunk part && Collections.disjoint(chunk.keySet(), keys)) {
        reader().accept(part.among(MapChunk.both(part.keys(), keys)));
        return true;
      }
      Map<String, Object> others = new LinkedHashMap<>(chunk);
      others.keySet().removeAll(keys);
      if (!others.isEmpty()) {
        reader().accept(MapChunk.of(others, MapChunk.both(MapChunk.keysWith(chunk), keys)));
      }
      return true;
    }
    made = Pipelines.child(assigned, read.sum(), openRun().context(), List.of());
    own(made);
    return true;
  }

  private boolean handOn(ChunkStream<Map<String, Object>> chunks) {
    if (!chunks.hasNext()) {
      return false;
    }
    Map<String, Object> chunk = chunks.next();
    reader().accept(chunk);
    return true;
  }
}
