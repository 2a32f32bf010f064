package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;
import dev.runnel.annotations.RunType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes one step of a chain, as bound in that chain.
 *
 * <p>Where exactly one chunk comes in, whole and chunk are the same: such a step reads a {@link
 * Reads#WHOLE}, however it is annotated. Only a {@link StepKind#TRANSFORMER_METHOD} then still
 * reads a {@link Reads#CHUNK}.
 *
 * @param index its place in the chain
 * @param method the method: what to call, and for {@code @see} where it is declared
 * @param run what listeners are told of its runs
 * @param kind what the method is
 * @param reads what it reads, and so how often it is called
 * @param gives what a call of it returns
 * @param parameters the method's parameters, in their order; of a component, a transformer or a
 *     chain the one thing that it reads
 * @param output what it gives
 * @param answer for a component, how it answers with a type; null if it is no such model
 * @param chainForm for {@link StepKind#CHAIN}, the form of that chain; else null
 * @param guard what is done when it fails; null for nothing, and for {@link StepKind#CHAIN}, which
 *     guards itself. A guarded step reads a stream where it would be fed by a transformer
 */
public record Step(
    int index,
    MethodSignature method,
    RunTraits run,
    StepKind kind,
    Reads reads,
    Gives gives,
    List<StepParameter> parameters,
    StepOutput output,
    @Nullable Answer answer,
    @Nullable ChainForm chainForm,
    @Nullable Guard guard) {
  /** Copies the list. */
  public Step {
    parameters = List.copyOf(parameters);
  }

  /** Hashes what tells steps of one chain apart: the types take long to hash. */
  @Override
  public int hashCode() {
    return 31 * method.name().hashCode() + index;
  }

  /**
   * Returns the name of the step's method.
   *
   * @return the name
   */
  public String methodName() {
    return method.name();
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
   * Returns the kind of its work.
   *
   * @return the kind; null where its component says so at run time
   */
  public @Nullable RunType type() {
    return run.type();
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
   * Tells whether each of its chunks replaces the one before.
   *
   * @return whether they do
   */
  public boolean cumulative() {
    return run.cumulative();
  }

  /**
   * Returns the type of its chunks.
   *
   * @return the type, boxed
   */
  public TypeName chunkType() {
    return output.chunkType();
  }

  /**
   * Returns the type of its own whole.
   *
   * @return the type, of a component, a chain or a call that is made once; else null
   */
  public @Nullable TypeName wholeType() {
    return output.wholeType();
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
   * Returns the parameters that read data, in their order.
   *
   * @return the parameters without contexts and emitters
   */
  public List<StepParameter> dataParameters() {
    return parameters.stream()
        .filter(parameter -> parameter.role() == StepParameter.Role.DATA)
        .toList();
  }

  /**
   * Returns the wholes that must be there before the step starts: its own, and those that its
   * fallbacks read.
   *
   * @return the parameters whose edge is a {@link Edge#WHOLE}
   */
  public List<StepParameter> wholes() {
    List<StepParameter> all = new ArrayList<>();
    for (StepParameter parameter : dataParameters()) {
      if (parameter.edge() == Edge.WHOLE) {
        all.add(parameter);
      }
    }
    fallbacks().forEach(fallback -> all.addAll(fallback.wholes()));
    return all;
  }

  /**
   * Returns the steps that stand in for this one.
   *
   * @return its fallbacks, in their order
   */
  public List<Step> fallbacks() {
    return guard == null ? List.of() : guard.fallbacks();
  }
}
