package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.runnel.processor.model.Step;
import java.util.ArrayList;
import java.util.List;

/** Writes the ends of steps: those that follow each other end in one call. */
final class StepEnds {
  private final SequenceContext sequence;
  private final CodeBlock.Builder code = CodeBlock.builder();
  private final List<Step> waiting = new ArrayList<>();

  StepEnds(SequenceContext sequence) {
    this.sequence = sequence;
  }

  void add(Step step) {
    if (!waiting.isEmpty() && waiting.get(waiting.size() - 1).index() != step.index() - 1) {
      write();
    }
    waiting.add(step);
  }

  /** Returns the code, to be continued, in which all steps added so far have ended. */
  CodeBlock.Builder code() {
    write();
    return code;
  }

  private void write() {
    if (waiting.size() == 1) {
      code.addStatement("end($L)", sequence.constant(waiting.get(0)));
    } else if (!waiting.isEmpty()) {
      String first = sequence.constant(waiting.get(0));
      code.addStatement(
          "endAll($L, $L)", first, sequence.constant(waiting.get(waiting.size() - 1)));
    }
    waiting.clear();
  }
}
