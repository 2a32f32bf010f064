package dev.runnel.processor.analysis.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.runnel.processor.analysis.check.ConstructorRoom;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Memories;
import dev.runnel.processor.analysis.read.ParameterAnnotations;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.analysis.read.ToolGivers;
import dev.runnel.processor.model.AgentStep;
import dev.runnel.processor.model.BrokenMethod;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.Component;
import dev.runnel.processor.model.ConstructorSignature;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Makes the models of chain classes. */
public final class ClassModels {
  /** What the name of a generated class ends with. */
  private static final String SUFFIX = "Runnables";

  private final ChainClassContext context;
  private final GeneratedAnnotations annotations;

  /**
   * Prepares to make the model of a class.
   *
   * @param context the chain class
   * @param annotations what to put on generated classes
   */
  public ClassModels(ChainClassContext context, GeneratedAnnotations annotations) {
    this.context = context;
    this.annotations = annotations;
  }

  /**
   * Describes the class to generate.
   *
   * @param members the chain class's methods
   * @param steps those that are steps
   * @param memories which of them remember
   * @param chains its chains, to be implemented
   * @param broken its abstract methods that cannot be implemented as they should
   */
  public ChainClass of(
      List<Member> members,
      List<StepReading> steps,
      Memories memories,
      List<Chain> chains,
      List<BrokenMethod> broken) {
    TypeElement type = context.chainClass();
    ClassName name = ClassName.get(type);
    return new ChainClass(
        name,
        generatedName(name),
        TypeName.get(type.asType()),
        visibility(type),
        type.getKind() == ElementKind.INTERFACE,
        type.getTypeParameters().stream().map(TypeVariableName::get).toList(),
        constructors(type),
        annotations.of(type, members),
        components(members, steps, memories),
        steps.stream().map(StepReading::prompt).flatMap(Optional::stream).toList(),
        chains,
        broken);
  }

  private List<Component> components(
      List<Member> members, List<StepReading> steps, Memories memories) {
    Map<Member, DeclaredStep> declared = new HashMap<>();
    steps.forEach(step -> step.declared().ifPresent(each -> declared.put(step.member(), each)));
    List<Component> components = new ArrayList<>();
    Set<Member> givers = ToolGivers.named(context, members);
    Set<Member> taken = Set.copyOf(new ConstructorRoom(context, members).components());
    for (Member member : members) {
      @Nullable DeclaredStep step = declared.get(member);
      if (step != null && isComponent(step)) {
        boolean perRun = step.kind() == StepKind.TRANSFORMER_METHOD;
        components.add(component(member, perRun, memories.of(member), step.agent()));
      } else if (taken.contains(member)
          || memories.contains(context, member)
          || givers.contains(member)) {
        components.add(component(member, false, null, null));
      }
    }
    return components;
  }

  private static boolean isComponent(DeclaredStep step) {
    return step.kind() != StepKind.METHOD && step.kind() != StepKind.PROMPT;
  }

  private static Component component(
      Member member, boolean perRun, @Nullable String memory, @Nullable AgentStep agent) {
    Component.Origin origin =
        perRun
            ? Component.Origin.MADE_PER_RUN
            : member.isAbstract() ? Component.Origin.CONSTRUCTOR : Component.Origin.MADE_ONCE;
    return new Component(
        Signatures.of(member),
        origin,
        !member.has(Modifier.FINAL),
        origin == Component.Origin.CONSTRUCTOR ? ParameterAnnotations.of(member) : List.of(),
        memory,
        agent);
  }

  private List<ConstructorSignature> constructors(TypeElement type) {
    List<ConstructorSignature> visible =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .filter(constructor -> !constructor.getModifiers().contains(Modifier.PRIVATE))
            .map(Signatures::of)
            .toList();
    if (visible.size() > 1) {
      return visible;
    }
    ConstructorSignature only =
        visible.isEmpty() ? ConstructorSignature.plain(visibility(type)) : visible.get(0);
    return List.of(only.with(annotations.ofConstructor(only.annotations())));
  }

  static String generatedName(ClassName name) {
    return String.join("_", name.simpleNames()) + SUFFIX;
  }

  /** Says how visible a class is, with those around it: public or package. */
  public static Visibility visibility(TypeElement type) {
    Element at = type;
    while (at.getKind() != ElementKind.PACKAGE) {
      Element around = Objects.requireNonNull(at.getEnclosingElement());
      if (!around.getKind().isInterface() && !at.getModifiers().contains(Modifier.PUBLIC)) {
        return Visibility.PACKAGE;
      }
      at = around;
    }
    return Visibility.PUBLIC;
  }
}
