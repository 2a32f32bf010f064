package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Chunks;
import dev.runnel.annotations.Streaming;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.PublisherFactory;
import dev.runnel.processor.model.RunTraits;
import dev.runnel.processor.model.StepKind;
import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A chain as its method declares it, before its steps are known.
 *
 * @param member the method
 * @param form how it gives what it gives
 * @param factory how a publisher of another library is made; else null
 * @param types what it takes and gives
 * @param request what it asks to read where it is a step of another chain
 * @param steps the names of its steps
 * @param collect the name of the method that collects its chunks; null if it names none
 * @param streams whether it has to stream
 * @param run what listeners are told of its runs
 * @param schemas whether it is to have the JSON schemas of what it takes and gives
 */
public record DeclaredChain(
    Member member,
    ChainForm form,
    @Nullable PublisherFactory factory,
    Types types,
    ReadRequest request,
    List<WrittenName> steps,
    @Nullable WrittenName collect,
    Streaming streams,
    RunTraits run,
    SchemaWish schemas) {
  /**
   * What a chain says that it takes and gives.
   *
   * @param input what it takes
   * @param chunk what it streams; null if it does not say
   * @param whole what it gives as a whole; null if it does not say
   */
  public record Types(TypeMirror input, @Nullable TypeMirror chunk, @Nullable TypeMirror whole) {}

  /** Says whether a chain is to have schemas. */
  public enum SchemaWish {
    /** It has none. */
    NONE,
    /** It has them if there are some. */
    WHERE_THERE_ARE,
    /** It has them. */
    ALWAYS
  }

  /** Returns its name: that of its method. */
  public String name() {
    return member.name();
  }

  /** Returns what it takes. */
  public TypeMirror input() {
    return types.input();
  }

  /** Returns what it streams; null if it does not say. */
  public @Nullable TypeMirror chunk() {
    return types.chunk();
  }

  /** Returns what it gives as a whole; null if it does not say. */
  public @Nullable TypeMirror whole() {
    return types.whole();
  }

  /** Tells whether its input is declared as a stream. */
  public boolean takesStream() {
    return form == ChainForm.STREAM_RUNNEL;
  }

  /** Points to what the method returns. */
  public Position position() {
    return Position.of(member.element());
  }

  /** Points to the place where the input is declared. */
  public Position inputPosition() {
    return form.isRunnel() ? position() : Position.of(member.element().getParameters().get(0));
  }

  /**
   * Describes this chain as a step of another one.
   *
   * @param chunk what it streams
   * @param whole what it gives as a whole
   * @param chunks what its chunks are to each other, if that does not follow from its whole
   */
  public DeclaredStep asStep(TypeMirror chunk, TypeMirror whole, @Nullable Chunks chunks) {
    return new DeclaredStep(
        member,
        StepKind.CHAIN,
        false,
        List.of(DeclaredParameter.input(member, input(), request)),
        Gives.COMPONENT,
        chunk,
        whole,
        false,
        run.withChunks(chunks));
  }
}
