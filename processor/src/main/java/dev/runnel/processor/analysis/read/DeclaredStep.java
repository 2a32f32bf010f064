package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Chunks;
import dev.runnel.annotations.RunType;
import dev.runnel.processor.model.AgentStep;
import dev.runnel.processor.model.Answer;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.RunTraits;
import dev.runnel.processor.model.StepKind;
import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A step as its method declares it, before a chain binds it.
 *
 * @param member the method
 * @param kind what the method is
 * @param perChunk whether it reads chunk by chunk
 * @param parameters what it takes; of a component the one thing that it reads
 * @param gives what a call of it gives
 * @param chunk the chunks that it gives, boxed
 * @param whole the whole of a component, a chain or a call; else null
 * @param single whether a component is known to give one chunk
 * @param run what listeners are told of its runs
 * @param agent how a model calls tools; null if it does not
 * @param answer what a model is to answer with; null if it answers as it likes
 * @param answered how it does so in the chain that binds it; null before
 */
public record DeclaredStep(
    Member member,
    StepKind kind,
    boolean perChunk,
    List<DeclaredParameter> parameters,
    Gives gives,
    TypeMirror chunk,
    @Nullable TypeMirror whole,
    boolean single,
    RunTraits run,
    @Nullable AgentStep agent,
    @Nullable DeclaredAnswer answer,
    @Nullable Answer answered) {
  /** Describes a step that is no agent, and no model with a type to answer with. */
  DeclaredStep(
      Member member,
      StepKind kind,
      boolean perChunk,
      List<DeclaredParameter> parameters,
      Gives gives,
      TypeMirror chunk,
      @Nullable TypeMirror whole,
      boolean single,
      RunTraits run) {
    this(member, kind, perChunk, parameters, gives, chunk, whole, single, run, null, null, null);
  }

  /** Says how a model calls tools. */
  DeclaredStep calling(AgentStep tools) {
    return new DeclaredStep(
        member, kind, perChunk, parameters, gives, chunk, whole, single, run, tools, null, null);
  }

  /** Says what a model is to answer with. */
  DeclaredStep answering(DeclaredAnswer other) {
    return new DeclaredStep(
        member, kind, perChunk, parameters, gives, chunk, whole, single, run, agent, other, null);
  }

  /** Describes the model as it answers in one chain: one run, of which that of the model is one. */
  public DeclaredStep answered(Answer how, TypeMirror chunks, TypeMirror value, Chunks nature) {
    RunTraits ofBoth = new RunTraits(run.name(), RunType.CHAIN, run.tags(), nature);
    boolean one = how.view() == Answer.View.WHOLE;
    return new DeclaredStep(
        member, kind, perChunk, parameters, gives, chunks, value, one, ofBoth, agent, answer, how);
  }

  /** Returns the name by which chains know it. */
  public String name() {
    return member.name();
  }
}
