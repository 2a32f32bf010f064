package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;

/** The chains of {@link Steps}, one for each form that the processor generates. */
abstract class LabelChains {
  private final Steps steps;

  LabelChains(Steps steps) {
    this.steps = steps;
  }

  static LabelChains of(Steps steps) {
    return new LabelChainsRunnables(steps, new PlainRunnels.Numbers(steps));
  }

  // ---- the steps

  @Step
  ChunkStream<Integer> numbers(@Input Integer count) throws Exception {
    return steps.numbers(count);
  }

  @StreamingStep
  String label(Integer number) throws Exception {
    return steps.label(number);
  }

  @StreamingStep
  void echo(String label, Emitter<String> out) throws Exception {
    steps.echo(label, out);
  }

  /** Gives all numbers in one call. */
  @Step(name = "numbers")
  void emitNumbers(@Input Integer count, Emitter<Integer> out) throws Exception {
    steps.emitNumbers(count, out);
  }

  // ---- a chain that pulls its source, one whose source pushes, and one that passes a stream on

  @Chain(
      value = {"numbers", "label", "echo"},
      name = "labels")
  abstract RunnableSequence<Integer, String, List<String>> pulled();

  @Chain(
      value = {"emitNumbers", "label", "echo"},
      name = "labels")
  abstract RunnableSequence<Integer, String, List<String>> pushed();

  @StreamingStep(name = "numbers")
  abstract Runnel<Integer, Integer, List<Integer>> component();

  @Chain(
      value = {"component", "label", "echo"},
      name = "labels")
  abstract RunnableSequence<Integer, String, List<String>> relayed();

  // ---- chains in chains

  @Step
  Integer count(@Input Integer count) {
    return count;
  }

  @Chain({"count", "pulled"})
  abstract RunnableSequence<Integer, String, List<String>> nested();

  @Chain({"count", "pushed"})
  abstract RunnableSequence<Integer, String, List<String>> nestedPushed();

  // ---- parts: what a step reads as a stream, or as a whole beside another one

  @Step
  Iterator<String> read(ChunkStream<String> part) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return part.hasNext();
      }

      @Override
      public String next() {
        return part.next();
      }
    };
  }

  @Step
  Flow.Publisher<String> publish(Flow.Publisher<String> part) {
    return part;
  }

  @Chain({"numbers", "label", "echo", "read"})
  abstract RunnableSequence<Integer, String, List<String>> part();

  @Chain({"emitNumbers", "label", "echo", "read"})
  abstract RunnableSequence<Integer, String, List<String>> pushedPart();

  @Chain({"numbers", "label", "echo", "publish"})
  abstract RunnableSequence<Integer, String, List<String>> published();

  @StreamingStep(name = "label")
  String otherLabel(@From("emitNumbers") Integer number) throws Exception {
    return steps.label(number);
  }

  @StreamingStep(name = "echo")
  void otherEcho(@From("otherLabel") String label, Emitter<String> out) throws Exception {
    steps.echo(label, out);
  }

  @Step
  Iterator<String> last(@From("echo") List<String> here, @From("otherEcho") List<String> there) {
    return there.iterator();
  }

  @Chain({"numbers", "label", "echo", "emitNumbers", "otherLabel", "otherEcho", "last"})
  abstract RunnableSequence<Integer, String, List<String>> forked();

  @StreamingStep
  String left(@From("echo") String chunk) {
    return chunk;
  }

  @StreamingStep
  String right(@From("echo") String chunk) {
    return chunk;
  }

  @Step
  Iterator<String> equal(@From("left") List<String> left, @From("right") List<String> right) {
    if (!left.equals(right)) {
      throw new AssertionError("Two readers differ: " + left + " " + right);
    }
    return left.iterator();
  }

  @Chain({"numbers", "label", "echo", "left", "right", "equal"})
  abstract RunnableSequence<Integer, String, List<String>> shared();

  // ---- the chain's input as the source

  @Chain(
      value = {"label", "echo"},
      name = "labels")
  abstract StreamRunnel<Integer, String, List<String>> ofInput();

  @StreamingStep(name = "label")
  String otherLabelOfInput(@Input Integer number) throws Exception {
    return steps.label(number);
  }

  @Step
  Iterator<String> equalToInput(
      @From("echo") List<String> here,
      @From("otherLabelOfInput") List<String> there,
      @Input List<Integer> all) {
    List<String> firsts = here.stream().filter(label -> !label.endsWith("'")).toList();
    if (!firsts.equals(there) || all.size() != there.size()) {
      throw new AssertionError("Readers differ: " + here + " " + there + " " + all);
    }
    return here.iterator();
  }

  @Chain({"label", "echo", "otherLabelOfInput", "equalToInput"})
  abstract StreamRunnel<Integer, String, List<String>> sharedInput();

  // ---- a component that is not there

  @StreamingStep
  Runnel<Integer, Integer, List<Integer>> none() {
    return null;
  }

  @Chain({"count", "none", "label", "echo"})
  abstract RunnableSequence<Integer, String, List<String>> missing();
}
