package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.model.PublisherFactory;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.model.StreamForm;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a step as declared, or what a component reads.
 *
 * @param name its name
 * @param named whether the name is the author's and may be that of a step
 * @param type its type
 * @param role what is passed
 * @param form the stream type that it is; else null
 * @param factory how that is made, where it is a library's own; else null
 * @param element of a stream or an emitter, the chunks; else the type itself
 * @param request what it says that it reads
 * @param position where it stands
 */
public record DeclaredParameter(
    String name,
    boolean named,
    TypeMirror type,
    StepParameter.Role role,
    @Nullable StreamForm form,
    @Nullable PublisherFactory factory,
    TypeMirror element,
    ReadRequest request,
    Position position) {
  /** Describes the one thing that a component or a chain reads. */
  static DeclaredParameter input(Member member, TypeMirror type, ReadRequest request) {
    return new DeclaredParameter(
        "input",
        false,
        type,
        StepParameter.Role.DATA,
        null,
        null,
        type,
        request,
        Position.of(member.element()));
  }

  /** Tells whether it reads a step, or the chain's input. */
  public boolean isData() {
    return role == StepParameter.Role.DATA;
  }
}
