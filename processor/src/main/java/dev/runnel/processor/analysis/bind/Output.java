package dev.runnel.processor.analysis.bind;

import dev.runnel.annotations.Chunks;
import dev.runnel.processor.model.Multiplicity;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What a step, or the chain's input, hands on.
 *
 * @param chunk the chunks, boxed
 * @param whole the giver's own whole; null if it has none
 * @param multiplicity how many chunks there are
 * @param chunks what they are to each other
 */
public record Output(
    TypeMirror chunk, @Nullable TypeMirror whole, Multiplicity multiplicity, Chunks chunks) {
  /** Tells whether each chunk replaces the one before. */
  public boolean cumulative() {
    return chunks == Chunks.CUMULATIVE;
  }

  /** Tells whether there can be more than one chunk. */
  public boolean isMany() {
    return multiplicity == Multiplicity.MANY;
  }

  /** Returns the type of what a reader of the whole is most likely to get. */
  public TypeMirror wholeOrChunk() {
    return whole == null ? chunk : whole;
  }
}
