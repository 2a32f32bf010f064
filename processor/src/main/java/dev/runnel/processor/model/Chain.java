package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a chain: the abstract method that declares it, and its steps.
 *
 * <p>If it is {@link #broken} only {@code method}, {@code form}, {@code runName} and {@code tags}
 * are to be relied on; the types are what could be found out, else {@code Object}.
 *
 * @param method the method to implement
 * @param form how it gives what it gives
 * @param publisherFactory for a form that is a publisher of another library: how it is made
 * @param runName the name of its runs
 * @param tags the tags of its runs
 * @param inputType what it takes, boxed; of a chain that reads a stream, a chunk of that
 * @param chunkType what it streams, as declared; if not declared, what its last step gives
 * @param wholeType what it gives as a whole, as declared; if not declared, what its chunks add up
 *     to
 * @param readsStream whether the sequence reads its input as a stream and so is a {@code
 *     StreamRunnel}: as declared, or as another chain of the class wants it
 * @param outputConversion what makes a chunk of the last step a chunk of the chain
 * @param whole how the chunks of the chain become its whole: {@link WholeRule.Own} is that of the
 *     last step, before {@code outputConversion}, which then is none; the other rules take chunks
 *     of {@code chunkType}
 * @param multiplicity how many chunks it gives
 * @param steps its steps, in the chain's order
 * @param guard what is done when the whole chain fails; null for nothing
 * @param sentence the first sentence of its Javadoc, as written; empty if there is none
 * @param broken the text of the error that keeps it from being generated; null if there is none
 */
public record Chain(
    MethodSignature method,
    ChainForm form,
    @Nullable PublisherFactory publisherFactory,
    String runName,
    List<String> tags,
    TypeName inputType,
    TypeName chunkType,
    TypeName wholeType,
    boolean readsStream,
    Conversion outputConversion,
    Wholeness whole,
    Multiplicity multiplicity,
    List<Step> steps,
    @Nullable Guard guard,
    String sentence,
    @Nullable String broken) {
  /** Copies the lists. */
  public Chain {
    tags = List.copyOf(tags);
    steps = List.copyOf(steps);
  }

  /** Hashes what tells chains of one class apart: the types take long to hash. */
  @Override
  public int hashCode() {
    return 31 * method.name().hashCode() + method.parameters().size();
  }

  /**
   * Returns the step that gives the chain's chunks.
   *
   * @return the last step
   */
  public Step lastStep() {
    return steps.get(steps.size() - 1);
  }
}
