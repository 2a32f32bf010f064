package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReader;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.analysis.read.StepReader;
import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.BrokenMethod;
import dev.runnel.processor.types.TypeNames;
import java.util.ArrayList;
import java.util.List;

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
    for (Member member : members) {
      if (member.isAbstract()
          && !StepReader.isStep(member)
          && !ChainReader.isChain(member)
          && !context.isOfObject(member)) {
        broken.add(new BrokenMethod(Signatures.of(member), report(member)));
      }
    }
    return broken;
  }

  private String report(Member member) {
    boolean component =
        member.type().getParameterTypes().isEmpty()
            && context.types().isA(member.type().getReturnType(), TypeNames.RUNNEL);
    Position position =
        context.declares(member)
            ? Position.of(member.element())
            : Position.of(context.chainClass());
    Problem problem =
        ClassProblems.unimplementedMethod(
            position,
            member.name(),
            component
                ? "Annotate it with @StreamingStep, to make it a component and a constructor"
                    + " parameter, or with @Chain."
                : "Annotate it with @Chain or @Prompt, or give it a body.");
    report.add(problem);
    return problem.message();
  }
}
