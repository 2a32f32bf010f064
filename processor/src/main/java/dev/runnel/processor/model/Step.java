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
 * @param variable a name for it, unique in the chain, lower camel case
 * @param constant a name for it, unique in the chain, upper case
 * @param runName the name of its runs
 * @param type the kind of work; null where its component says so at run time
 * @param tags the tags of its runs
 * @param cumulative whether each of its chunks replaces the one before
 * @param kind what the method is
 * @param reads what it reads, and so how often it is called
 * @param gives what a call of it returns
 * @param parameters the method's parameters, in their order; of a component, a transformer or a
 *     chain the one thing that it reads
 * @param chunkType the chunks that it gives, boxed
 * @param wholeType its own whole, of a component, a chain or a call that is made once; else null
 * @param multiplicity how many chunks it gives
 * @param chainForm for {@link StepKind#CHAIN}, the form of that chain; else null
 * @param guard what is done when it fails; null for nothing, and for {@link StepKind#CHAIN}, which
 *     guards itself. A guarded step reads a stream where it would be fed by a transformer
 */
public record Step(
    int index,
    MethodSignature method,
    String variable,
    String constant,
    String runName,
    @Nullable RunType type,
    List<String> tags,
    boolean cumulative,
    StepKind kind,
    Reads reads,
    Gives gives,
    List<StepParameter> parameters,
    TypeName chunkType,
    @Nullable TypeName wholeType,
    Multiplicity multiplicity,
    @Nullable ChainForm chainForm,
    @Nullable Guard guard) {
  /** Copies the lists. */
  public Step {
    tags = List.copyOf(tags);
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

  /**
   * Replaces the parameters.
   *
   * @param replaced the new ones
   * @return a copy
   */
  public Step withParameters(List<StepParameter> replaced) {
    return new Step(
        index,
        method,
        variable,
        constant,
        runName,
        type,
        tags,
        cumulative,
        kind,
        reads,
        gives,
        replaced,
        chunkType,
        wholeType,
        multiplicity,
        chainForm,
        guard);
  }
}
