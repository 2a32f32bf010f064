package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.RunType;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.StepKind;
import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Is a step as its method declares it, before a chain binds it.
 *
 * @param member the method
 * @param kind what the method is
 * @param perChunk whether it reads chunk by chunk
 * @param parameters what it takes; of a component the one thing that it reads
 * @param gives what a call of it gives
 * @param chunk the chunks that it gives, boxed
 * @param whole the whole of a component, a chain or a call; else null
 * @param single whether a component is known to give one chunk
 * @param cumulative whether each chunk replaces the one before
 * @param runName the name of its runs
 * @param type the kind of work; null if the component says so
 * @param tags the tags of its runs
 */
public record StepDeclaration(
    Member member,
    StepKind kind,
    boolean perChunk,
    List<ParameterDeclaration> parameters,
    Gives gives,
    TypeMirror chunk,
    @Nullable TypeMirror whole,
    boolean single,
    boolean cumulative,
    String runName,
    @Nullable RunType type,
    List<String> tags) {
  public String name() {
    return member.name();
  }
}
