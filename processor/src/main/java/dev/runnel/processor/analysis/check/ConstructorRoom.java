package dev.runnel.processor.analysis.check;

import dev.runnel.annotations.Prompt;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Memories;
import dev.runnel.processor.analysis.read.StepReader;
import dev.runnel.processor.analysis.read.ToolGivers;
import dev.runnel.processor.types.TypeNames;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Counts the components of a chain class, and how many a generated constructor can take. */
public final class ConstructorRoom {
  /** Java allows 255, of which the new object is one. */
  private static final int PARAMETERS = 254;

  private final ChainClassContext context;
  private final List<Member> members;

  /** Prepares to count. */
  public ConstructorRoom(ChainClassContext context, List<Member> members) {
    this.context = context;
    this.members = members;
  }

  /**
   * Returns the abstract components, each of which is a parameter of every constructor: those, too,
   * of which something is wrong, since who calls a constructor is not to be told of that as well.
   */
  public List<Member> components() {
    Set<Member> givers = ToolGivers.named(context, members);
    return members.stream()
        .filter(member -> isComponent(member) || (member.isAbstract() && givers.contains(member)))
        .toList();
  }

  private boolean isComponent(Member member) {
    return Memories.isMemory(context, member) || isStepComponent(member);
  }

  private boolean isStepComponent(Member member) {
    return member.isAbstract()
        && StepReader.isStep(member)
        && !member.isAnnotated(Prompt.class)
        && context.types().isA(member.type().getReturnType(), TypeNames.RUNNEL)
        && member.type().getParameterTypes().stream()
            .allMatch(taken -> context.types().is(taken, TypeNames.RUN_CONTEXT));
  }

  /** Returns how many components the constructor with the most parameters can take. */
  int room() {
    return PARAMETERS - longest(context.chainClass());
  }

  /** Tells whether every constructor can take all components. */
  public boolean isEnough() {
    return components().size() <= room();
  }

  private static int longest(TypeElement type) {
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .filter(constructor -> !constructor.getModifiers().contains(Modifier.PRIVATE))
        .mapToInt(ConstructorRoom::taken)
        .max()
        .orElse(0);
  }

  private static int taken(ExecutableElement constructor) {
    return constructor.getParameters().stream().mapToInt(ConstructorRoom::taken).sum();
  }

  private static int taken(VariableElement parameter) {
    return switch (parameter.asType().getKind()) {
      case LONG, DOUBLE -> 2;
      default -> 1;
    };
  }
}
