package dev.runnel.benchmarks;

import dev.runnel.Emitter;
import dev.runnel.RunnableSequence;
import dev.runnel.Transformer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Holds chains whose steps allocate nothing for a chunk. */
interface NoAllocation {
  /** What the filters give. */
  List<Optional<Boolean>> GIVEN = List.of(Optional.of(false), Optional.of(true));

  @Step
  default Iterator<Boolean> flags(Integer count) {
    return new Flags(count);
  }

  @StreamingStep
  default Boolean not(Boolean flag) {
    return !flag;
  }

  @StreamingStep
  default Optional<Boolean> keep(Boolean flag) {
    return GIVEN.get(flag ? 1 : 0);
  }

  @StreamingStep
  default Transformer<Boolean, Boolean> parity() {
    return new Parity();
  }

  @StreamingStep
  default Boolean again(Boolean flag) {
    return flag;
  }

  @StreamingStep
  default Optional<Boolean> keepAgain(Boolean flag) {
    return GIVEN.get(flag ? 1 : 0);
  }

  @StreamingStep
  default Transformer<Boolean, Boolean> parityAgain() {
    return new Parity();
  }

  @StreamingStep
  default void twice(Boolean flag, Emitter<Boolean> out) {
    out.emit(flag);
    out.emit(!flag);
  }

  @StreamingStep
  default Transformer<Boolean, Boolean> parityOnceMore() {
    return new Parity();
  }

  @StreamingStep
  default Boolean last(Boolean flag) {
    return !flag;
  }

  @Chain({"flags", "not", "keep", "parity", "again"})
  RunnableSequence<Integer, Boolean, List<Boolean>> five();

  @Chain({"flags", "not", "twice", "again"})
  RunnableSequence<Integer, Boolean, List<Boolean>> emitting();

  @Chain({
    "flags",
    "not",
    "keep",
    "parity",
    "again",
    "keepAgain",
    "parityAgain",
    "twice",
    "parityOnceMore",
    "last"
  })
  RunnableSequence<Integer, Boolean, List<Boolean>> ten();

  @Chain({"five", "keepAgain", "last"})
  RunnableSequence<Integer, Boolean, List<Boolean>> nested();

  /** Gives flags that take turns. */
  final class Flags implements Iterator<Boolean> {
    private int left;

    Flags(int count) {
      left = count;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Boolean next() {
      return (left-- & 1) == 0;
    }
  }

  /** Tells whether an odd number of flags was set. */
  final class Parity implements Transformer<Boolean, Boolean> {
    private boolean odd;

    @Override
    public void onChunk(Boolean flag, Emitter<Boolean> out) {
      odd ^= flag;
      out.emit(odd);
    }
  }
}
