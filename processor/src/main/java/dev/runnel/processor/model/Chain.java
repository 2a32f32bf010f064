package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a chain: the abstract method that declares it, and its steps.
 *
 * <p>If it is {@link #broken} only {@code method}, {@code form} and {@code run} are to be relied
 * on; the types are what could be found out, else {@code Object}.
 *
 * @param method the method to implement
 * @param form how it gives what it gives
 * @param publisherFactory for a form that is a publisher of another library: how it is made
 * @param run what listeners are told of its runs
 * @param input what it takes
 * @param output what it gives
 * @param steps its steps, in the chain's order
 * @param guard what is done when the whole chain fails; null for nothing
 * @param schemas the JSON schemas of what it takes and gives; null if nobody asks for them
 * @param sentence the first sentence of its Javadoc, as written; empty if there is none
 * @param broken the text of the error that keeps it from being generated; null if there is none
 */
public record Chain(
    MethodSignature method,
    ChainForm form,
    @Nullable PublisherFactory publisherFactory,
    RunTraits run,
    ChainInput input,
    ChainOutput output,
    List<Step> steps,
    @Nullable Guard guard,
    @Nullable ChainSchemas schemas,
    String sentence,
    @Nullable String broken) {
  /** Copies the list. */
  public Chain {
    steps = List.copyOf(steps);
  }

  /** Hashes what tells chains of one class apart: the types take long to hash. */
  @Override
  public int hashCode() {
    return 31 * method.name().hashCode() + method.parameters().size();
  }

  /**
   * Returns the name of its runs.
   *
   * @return the name
   */
  public String runName() {
    return run.name();
  }

  /**
   * Returns the tags of its runs.
   *
   * @return the tags
   */
  public List<String> tags() {
    return run.tags();
  }

  /**
   * Returns the type of what it takes.
   *
   * @return the type, boxed; of a chain that reads a stream, that of a chunk
   */
  public TypeName inputType() {
    return input.type();
  }

  /**
   * Tells whether it reads its input as a stream.
   *
   * @return whether it does
   */
  public boolean readsStream() {
    return input.isStream();
  }

  /**
   * Returns the type of its chunks.
   *
   * @return the type
   */
  public TypeName chunkType() {
    return output.chunkType();
  }

  /**
   * Returns the type of its whole.
   *
   * @return the type
   */
  public TypeName wholeType() {
    return output.wholeType();
  }

  /**
   * Says what makes a chunk of the last step a chunk of the chain.
   *
   * @return the conversion
   */
  public Conversion outputConversion() {
    return output.conversion();
  }

  /**
   * Says how its chunks become its whole.
   *
   * @return the rule, and what is done before and after it
   */
  public Wholeness whole() {
    return output.whole();
  }

  /**
   * Says how many chunks it gives.
   *
   * @return how many
   */
  public Multiplicity multiplicity() {
    return output.multiplicity();
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
