package dev.runnel.processor.analysis;

import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReader;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.analysis.read.DeclaredParameter;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Members;
import dev.runnel.processor.analysis.read.StepReader;
import dev.runnel.processor.model.OfferedStep;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Lists what chains of a class can name, for those who tell an author of it. */
public final class OfferedSteps {
  private OfferedSteps() {}

  /**
   * Lists the steps and chains of a class, its own first.
   *
   * @param elements the compiler's elements
   * @param types the type system
   * @param type the class
   * @return each with what it reads and gives
   */
  public static List<OfferedStep> of(Elements elements, TypeSystem types, TypeElement type) {
    ChainClassContext context = new ChainClassContext(elements, types, type);
    return Members.of(context).stream()
        .map(member -> of(context, member))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Describes a method; empty if it is neither a step nor a chain. */
  static Optional<OfferedStep> of(ChainClassContext context, Member member) {
    if (ChainReader.isChain(member)) {
      return Optional.of(
          ChainReader.read(context, member)
              .declared()
              .map(OfferedSteps::chain)
              .orElseGet(() -> unknown(member, true)));
    }
    if (StepReader.isStep(member)) {
      return Optional.of(
          StepReader.read(context, member)
              .declared()
              .map(OfferedSteps::step)
              .orElseGet(() -> unknown(member, false)));
    }
    return Optional.empty();
  }

  private static OfferedStep chain(DeclaredChain chain) {
    TypeMirror gives = chain.chunk() == null ? chain.whole() : chain.chunk();
    OfferedStep.Read read = new OfferedStep.Read("input", type(chain.input()));
    OfferedStep.Manner manner = new OfferedStep.Manner(false, false, chain.chunk() != null);
    return described(chain.member(), true, manner, List.of(read), gives, chain.whole());
  }

  private static OfferedStep step(DeclaredStep step) {
    List<OfferedStep.Read> reads =
        step.parameters().stream()
            .filter(DeclaredParameter::isData)
            .map(each -> new OfferedStep.Read(each.name(), type(each.element())))
            .toList();
    OfferedStep.Manner manner =
        new OfferedStep.Manner(
            step.kind() == StepKind.PROMPT,
            step.perChunk() && step.kind() != StepKind.COMPONENT,
            step.gives().isMany(step.single()));
    return described(step.member(), false, manner, reads, step.chunk(), step.whole());
  }

  private static OfferedStep unknown(Member member, boolean isChain) {
    return described(member, isChain, OfferedStep.Manner.UNKNOWN, List.of(), null, null);
  }

  private static OfferedStep described(
      Member member,
      boolean isChain,
      OfferedStep.Manner manner,
      List<OfferedStep.Read> reads,
      @Nullable TypeMirror gives,
      @Nullable TypeMirror whole) {
    return new OfferedStep(
        member.name(),
        member.declaringClass().getQualifiedName().toString(),
        isChain,
        manner,
        reads,
        gives == null ? null : type(gives),
        whole == null ? null : type(whole));
  }

  private static OfferedStep.Type type(TypeMirror type) {
    return new OfferedStep.Type(Words.of(type), Words.simple(type));
  }
}
