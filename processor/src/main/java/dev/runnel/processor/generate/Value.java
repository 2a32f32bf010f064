package dev.runnel.processor.generate;

import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.WholeRule;

/** A value that a run computes once, and that any number of steps may read. */
sealed interface Value {
  /** Returns the place in the chain of the step that it comes from. */
  int source();

  /** Returns its type. */
  TypeName type();

  /**
   * What a step gives that is called once and gives one chunk.
   *
   * @param step the step
   */
  record OfStep(Step step) implements Value {
    @Override
    public int source() {
      return step.index();
    }

    @Override
    public TypeName type() {
      return step.chunkType();
    }
  }

  /**
   * What the chunks of a source add up to.
   *
   * @param source the step, or the chain's input
   * @param rule how they add up
   * @param chunkConversion what is done to each chunk first
   * @param type what comes out
   */
  record WholeOf(int source, WholeRule rule, Conversion chunkConversion, TypeName type)
      implements Value {}
}
