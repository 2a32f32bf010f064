package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.DeclaredParameter;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.StreamForm;
import dev.runnel.processor.model.Wholeness;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a step that knows what it reads.
 *
 * @param declared the parameter
 * @param source the index of the step that it reads, or {@code INPUT}; of no meaning but for data
 * @param byPlace whether only its place says so
 * @param edge how it reads
 * @param form for a stream, the type to pass; else null
 * @param conversion what is done to each chunk of a stream
 * @param whole how chunks become the whole that it reads; null if it reads none, or none fits
 * @param fits whether what it reads is what its source gives
 */
public record BoundParameter(
    DeclaredParameter declared,
    int source,
    boolean byPlace,
    Edge edge,
    @Nullable StreamForm form,
    Conversion conversion,
    @Nullable Wholeness whole,
    boolean fits) {
  /** Tells whether it reads a step, or the chain's input. */
  public boolean isData() {
    return declared.isData();
  }

  /** Tells whether it reads a whole. */
  public boolean readsWhole() {
    return edge == Edge.WHOLE;
  }

  /** Returns the chunk or the whole that it wants. */
  public TypeMirror wanted() {
    return readsWhole() ? declared.type() : declared.element();
  }
}
