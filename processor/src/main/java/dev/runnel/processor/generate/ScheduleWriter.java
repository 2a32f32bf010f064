package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes when the values of a chain are computed: in the chain's order on the run's own thread, and
 * what does not depend on them on other threads, as early as what it needs is there.
 */
final class ScheduleWriter {
  private final PipelineScope scope;
  private final StartWriter start;
  private final SequenceContext sequence;
  private final ChainGraph graph;

  ScheduleWriter(PipelineScope scope, StartWriter start) {
    this.scope = scope;
    this.start = start;
    this.sequence = scope.sequence();
    this.graph = sequence.graph();
  }

  /** Writes all values of the chain: other threads' lines as early as what they need is there. */
  void write() {
    Schedule schedule = sequence.schedule();
    List<Integer> shared = new ArrayList<>(graph.sharedSources());
    List<List<Value>> forks = new ArrayList<>(schedule.forks());
    for (Value value : schedule.main()) {
      writeReady(shared, forks);
      start.writeValue(value);
    }
    writeReady(shared, forks);
  }

  private void writeReady(List<Integer> shared, List<List<Value>> forks) {
    boolean found = true;
    while (found) {
      found = shared.removeIf(this::shareIfReady);
      found |= forks.removeIf(this::forkIfReady);
    }
  }

  private boolean shareIfReady(int source) {
    boolean readsShared =
        source != StepParameter.INPUT
            && !graph.sharedBelowStep(graph.step(source)).stream().allMatch(scope::hasShared);
    if (readsShared || !areReady(graph.needsOfStream(source))) {
      return false;
    }
    Segment segment = Segment.whole(graph, source);
    TypeName chunks = sequence.chunkType(source);
    CodeBlock part = start.newPart(source, segment, chunks, Conversion.NONE);
    List<Reader> readers = graph.readers(source);
    CodeBlock.Builder buffering = CodeBlock.builder();
    for (Reader reader : readers) {
      if (graph.isBuffered(source, reader)) {
        buffering.add("$Z.buffering($L)", readers.indexOf(reader));
      }
    }
    start
        .code()
        .addStatement(
            "$T $L = share($L,$W$L)$L",
            Api.of(Api.SHARED, chunks),
            scope.declareShared(source),
            part,
            readers.size(),
            buffering.build());
    return true;
  }

  private boolean forkIfReady(List<Value> line) {
    Set<Value> needs = new LinkedHashSet<>();
    Set<Integer> sources = new LinkedHashSet<>();
    for (Value value : line) {
      needs.addAll(graph.needs(value));
      sources.addAll(graph.sharedBelow(value));
    }
    line.forEach(needs::remove);
    if (!areReady(needs) || !sources.stream().allMatch(scope::hasShared)) {
      return false;
    }
    if (line.stream().allMatch(ScheduleWriter::isPrompt) && needs.stream().allMatch(scope::has)) {
      start.writeLine(line);
      return true;
    }
    Value last = line.get(line.size() - 1);
    CodeBlock part = PipelineWriter.line(scope, line);
    start
        .code()
        .addStatement(
            "$T $L = fork($L,$W$L)",
            Api.of(Api.TASK, last.type().box()),
            scope.declareTask(last),
            sequence.constantCode(last.source()),
            part);
    return true;
  }

  /** Filling a prompt takes no time that another thread could save. */
  private static boolean isPrompt(Value value) {
    return value instanceof Value.OfStep single && single.step().kind() == StepKind.PROMPT;
  }

  private boolean areReady(Set<Value> values) {
    return values.stream().allMatch(value -> scope.has(value) || scope.hasTask(value));
  }
}
