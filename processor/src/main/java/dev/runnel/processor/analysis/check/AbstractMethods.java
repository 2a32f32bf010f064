package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.read.AnalysisContext;
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
import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Finds abstract methods that nothing implements. */
public final class AbstractMethods {
  private final AnalysisContext context;
  private final Report report;

  public AbstractMethods(AnalysisContext context, Report report) {
    this.context = context;
    this.report = report;
  }

  /** Reports abstract methods without an annotation of ours, and returns how to get round them. */
  public List<BrokenMethod> find(List<Member> members) {
    List<BrokenMethod> broken = new ArrayList<>();
    if (!ChainClassCheck.isAbstract(context.chainClass())) {
      return broken;
    }
    for (Member member : members) {
      if (member.isAbstract()
          && !StepReader.isStep(member)
          && !ChainReader.isChain(member)
          && !isOfObject(context, member)) {
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
        member.declaringClass().equals(context.chainClass())
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

  /** An interface may declare what every object has. */
  public static boolean isOfObject(AnalysisContext context, Member member) {
    TypeElement object = Objects.requireNonNull(context.types().find("java.lang.Object"));
    for (ExecutableElement method : ElementFilter.methodsIn(object.getEnclosedElements())) {
      if (method.getSimpleName().equals(member.element().getSimpleName())
          && context.elements().overrides(member.element(), method, context.chainClass())) {
        return true;
      }
    }
    return false;
  }
}
