package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.PublisherFactory;
import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Is a chain as its method declares it.
 *
 * @param member the method
 * @param annotation its {@code @Chain}
 * @param form how it gives what it gives
 * @param factory how a publisher of another library is made; else null
 * @param input what it takes
 * @param chunk what it streams; null if it does not say
 * @param whole what it gives as a whole; null if it does not say
 * @param steps the names of its steps
 */
public record ChainSignature(
    Member member,
    FoundAnnotation annotation,
    ChainForm form,
    @Nullable PublisherFactory factory,
    TypeMirror input,
    @Nullable TypeMirror chunk,
    @Nullable TypeMirror whole,
    List<StepName> steps) {
  /**
   * Is the name of a step, where the chain names it.
   *
   * @param name the name
   * @param position where it stands
   */
  public record StepName(String name, Position position) {}

  public String name() {
    return member.name();
  }

  public String runName() {
    String given = annotation.text("name");
    return given.isEmpty() ? name() : given;
  }

  /** Points to what the method returns. */
  public Position position() {
    return Position.of(member.element());
  }

  /** Points to the place where the input is declared. */
  public Position inputPosition() {
    return form.isRunnel() ? position() : Position.of(member.element().getParameters().get(0));
  }
}
