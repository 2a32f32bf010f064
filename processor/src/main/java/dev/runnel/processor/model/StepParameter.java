package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Describes a parameter of a step, as bound in a chain.
 *
 * @param name its name; {@code input} for what a component reads
 * @param type its type as declared; of a component, what it takes
 * @param role what is passed
 * @param source the index of the step that it reads, or {@link #INPUT}; of no meaning but for data
 * @param edge how it reads
 * @param streamForm for {@link Edge#STREAM}, the type to pass; else null
 * @param publisherFactory how to make that type, where it is a library's own; else null
 * @param elementType for data, the boxed type of a chunk after {@code conversion}, or, of a whole,
 *     the boxed type of the parameter; for an emitter, what it takes
 * @param conversion for {@link Edge#CHUNK} and {@link Edge#STREAM}: what is done to each chunk
 * @param whole for {@link Edge#WHOLE}: how the source's chunks become the whole; else null
 * @param buffered whether the edge holds any number of chunks, because the reader also waits for a
 *     whole that comes from the same source
 */
public record StepParameter(
    String name,
    TypeName type,
    Role role,
    int source,
    Edge edge,
    @Nullable StreamForm streamForm,
    @Nullable PublisherFactory publisherFactory,
    TypeName elementType,
    Conversion conversion,
    @Nullable Wholeness whole,
    boolean buffered) {
  /** Stands for the chain's input where a parameter says what it reads. */
  public static final int INPUT = -1;

  /** Says what is passed for a parameter. */
  public enum Role {
    /** What another step gave, or the chain's input. */
    DATA,
    /** The run. */
    CONTEXT,
    /** Where the step emits its chunks. */
    EMITTER
  }
}
