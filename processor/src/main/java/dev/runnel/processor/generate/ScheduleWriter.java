package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.model.WholeRule;
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
  private boolean hasForked;

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
    CodeBlock part = start.newPart(source, segment);
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
            "$T $L =\nnew $T<>($L,$W$L)$L",
            Api.of(Api.SHARED, chunks),
            scope.declareShared(source),
            Api.SHARED,
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
    List<Value> rest = new ArrayList<>(line);
    while (!rest.isEmpty()
        && isPrompt(rest.get(0))
        && graph.needs(rest.get(0)).stream().allMatch(scope::has)) {
      start.writeValue(rest.remove(0));
    }
    if (!rest.isEmpty()) {
      fork(rest);
    }
    return true;
  }

  private void fork(List<Value> line) {
    Value last = line.get(line.size() - 1);
    CodeBlock forked =
        line.size() == 1 && last instanceof Value.WholeOf whole && isAtHand(whole)
            ? ofStream(whole)
            : CodeBlock.of(
                "$L,$W$L,$W$T.last(),$W$L",
                sequence.constantCode(last.source()),
                PipelineWriter.line(scope, line),
                Api.WHOLE,
                sequence.constantCode(last.source()));
    if (!hasForked) {
      start.code().add("// What does not wait for other steps runs on threads of its own.\n");
      hasForked = true;
    }
    start
        .code()
        .addStatement(
            "$T $L =$Wfork($L)",
            Api.of(Api.TASK, last.type().box()),
            scope.declareTask(last),
            forked);
  }

  /** Tells whether a whole can be added up of one stream, which nothing has to wait for. */
  private boolean isAtHand(Value.WholeOf whole) {
    boolean ofCall =
        whole.source() != StepParameter.INPUT
            && graph.step(whole.source()).gives() == Gives.CALL
            && whole.rule() instanceof WholeRule.Own;
    return !ofCall && graph.needs(whole).stream().allMatch(scope::has);
  }

  private CodeBlock ofStream(Value.WholeOf whole) {
    Segment segment = Segment.whole(graph, whole.source());
    if (!graph.isShared(whole.source()) && StartWriter.isComponent(segment, whole)) {
      return start.componentWhole(segment.once().orElseThrow(), whole);
    }
    return CodeBlock.of(
        "$L,$W$L,$W$L,$W$L",
        sequence.constantCode(whole.source()),
        graph.isShared(whole.source())
            ? start.sharedReader(whole)
            : start.newPart(whole.source(), segment),
        start.rule(whole),
        sequence.constantCode(graph.wanting(whole)));
  }

  /** Filling a prompt takes no time that another thread could save. */
  private static boolean isPrompt(Value value) {
    return value instanceof Value.OfStep single && single.step().kind() == StepKind.PROMPT;
  }

  private boolean areReady(Set<Value> values) {
    return values.stream().allMatch(value -> scope.has(value) || scope.hasTask(value));
  }
}
