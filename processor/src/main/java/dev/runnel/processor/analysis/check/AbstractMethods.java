package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReader;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Memories;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.analysis.read.StepReader;
import dev.runnel.processor.analysis.read.ToolGivers;
import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.BrokenMethod;
import dev.runnel.processor.types.Namesakes;
import dev.runnel.processor.types.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.TypeKind;

/** Finds abstract methods that nothing implements. */
public final class AbstractMethods {
  private final ChainClassContext context;
  private final Report report;

  /** Prepares to look at a class. */
  public AbstractMethods(ChainClassContext context, Report report) {
    this.context = context;
    this.report = report;
  }

  /** Reports abstract methods without an annotation of ours, and returns how to get round them. */
  public List<BrokenMethod> find(List<Member> members) {
    List<BrokenMethod> broken = new ArrayList<>();
    if (!context.isAbstract()) {
      return broken;
    }
    Set<Member> givers = ToolGivers.named(context, members);
    for (Member member : members) {
      if (member.isAbstract()
          && !givers.contains(member)
          && !StepReader.isStep(member)
          && !ChainReader.isChain(member)
          && !Memories.isMemory(context, member)
          && !context.isOfObject(member)) {
        broken.add(new BrokenMethod(Signatures.of(member), report(member)));
      }
    }
    return broken;
  }

  /**
   * Tells of the first abstract method that may be meant as a chain, in a class that has none: no
   * class is generated, so nothing implements it. A call in a class whose steps need no generated
   * class may as well be there for heirs: that is but a note.
   */
  public void findForgottenChain(List<Member> members) {
    if (!context.isAbstract() || members.stream().noneMatch(StepReader::isStep)) {
      return;
    }
    boolean needsClass =
        members.stream().anyMatch(member -> member.isAbstract() && StepReader.isStep(member));
    members.stream()
        .filter(context::declares)
        .filter(member -> member.isAbstract() && !StepReader.isStep(member))
        .filter(member -> returnsRunnel(member) || isCall(member))
        .findFirst()
        .ifPresent(member -> report.add(forgotten(member, needsClass)));
  }

  private Problem forgotten(Member member, boolean needsClass) {
    Position position = Position.of(member.element());
    String name = context.className();
    return needsClass || returnsRunnel(member)
        ? ClassProblems.forgottenChain(position, name, member.name())
        : ClassProblems.perhapsForgottenChain(position, name, member.name());
  }

  private boolean returnsRunnel(Member member) {
    return member.type().getParameterTypes().isEmpty()
        && context.types().isA(member.type().getReturnType(), TypeNames.RUNNEL);
  }

  private static boolean isCall(Member member) {
    return member.type().getParameterTypes().size() == 1
        && member.type().getReturnType().getKind() != TypeKind.VOID;
  }

  private String report(Member member) {
    Optional<String> namesake = Namesakes.mend(member.type().getReturnType());
    Position position =
        context.declares(member)
            ? Position.of(member.element())
            : Position.of(context.chainClass());
    Problem problem =
        ClassProblems.unimplementedMethod(
            position,
            member.name(),
            returnsRunnel(member)
                ? "Annotate it with @StreamingStep, to make it a component and a constructor"
                    + " parameter, or with @Chain."
                : namesake.orElse("Annotate it with @Chain or @Prompt, or give it a body."));
    report.add(problem);
    return problem.message();
  }
}
