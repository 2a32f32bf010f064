package dev.runnel.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a method that returns a component.
 *
 * @param method the method; it has no data parameters
 * @param origin where the component comes from
 * @param overridable whether the generated class can override the method
 * @param annotations those of the method that a constructor's parameter bears as well, such as what
 *     tells a container which of several models is meant
 * @param agent how the component calls tools; null if it does not
 */
public record Component(
    MethodSignature method,
    Origin origin,
    boolean overridable,
    List<AnnotationSpec> annotations,
    @Nullable AgentStep agent) {
  /** Copies the list. */
  public Component {
    annotations = List.copyOf(annotations);
  }

  /** Says where a component comes from. */
  public enum Origin {
    /** The method is abstract: the component is a parameter of the generated constructors. */
    CONSTRUCTOR,
    /** The method has a body, to be called once for each instance, at first use. */
    MADE_ONCE,
    /** The method has a body and returns a {@code Transformer}: to be called for each run. */
    MADE_PER_RUN
  }
}
