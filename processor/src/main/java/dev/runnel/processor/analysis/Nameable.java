package dev.runnel.processor.analysis;

import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Remember;
import dev.runnel.processor.analysis.read.AgentNames;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Members;
import dev.runnel.processor.analysis.read.Memories;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What the annotations in a class can name, attribute by attribute. */
final class Nameable {
  static final String CHAIN = Chain.class.getName() + ".value";
  static final String COLLECT = Chain.class.getName() + ".collect";
  static final String FROM = From.class.getName() + ".value";
  static final String FALLBACK = Fallback.class.getName() + ".value";
  static final String REMEMBER = Remember.class.getName() + ".value";

  /** What all attributes of agents begin with. */
  static final String AGENT = Agent.class.getName() + ".";

  /**
   * Something that can be named.
   *
   * @param name the name
   * @param told what it reads and gives, or is; empty if that cannot be known
   * @param member the method; null if it is none of the class's own or inherited ones
   */
  record Named(String name, String told, @Nullable Member member) {
    private Named(Member member, String told) {
      this(member.name(), told, member);
    }
  }

  private final ChainClassContext context;

  Nameable(ChainClassContext context) {
    this.context = context;
  }

  /**
   * Lists what an attribute of an annotation can name.
   *
   * @param attribute the attribute, with the qualified name of the annotation before it
   * @return nothing for an attribute that names nothing
   */
  List<Named> by(String attribute) {
    if (attribute.equals(CHAIN) || attribute.equals(FROM) || attribute.equals(FALLBACK)) {
      return members().stream().map(this::step).flatMap(Optional::stream).toList();
    } else if (attribute.equals(COLLECT)) {
      return collectors();
    } else if (attribute.equals(REMEMBER)) {
      return memories();
    } else if (attribute.startsWith(AGENT)) {
      return ofAgent(attribute.substring(AGENT.length()));
    }
    return List.of();
  }

  private Optional<Named> step(Member member) {
    return OfferedSteps.of(context, member).map(step -> new Named(member, step.told()));
  }

  private List<Named> collectors() {
    return members().stream()
        .filter(member -> !member.isAbstract() && !member.has(Modifier.PRIVATE))
        .filter(member -> takesList(member.type().getParameterTypes()))
        .map(member -> new Named(member, told(member.element())))
        .toList();
  }

  private List<Named> memories() {
    return members().stream()
        .filter(member -> Memories.mayBeMemory(context, member))
        .map(member -> new Named(member, "ChatMemory"))
        .toList();
  }

  private List<Named> ofAgent(String attribute) {
    return AgentNames.of(context, attribute).entrySet().stream()
        .map(name -> new Named(name.getKey(), name.getValue(), null))
        .toList();
  }

  private boolean takesList(List<? extends TypeMirror> parameters) {
    return parameters.size() == 1 && context.types().is(parameters.get(0), TypeNames.LIST);
  }

  private static String told(ExecutableElement method) {
    return method.getParameters().stream()
            .map(parameter -> Words.of(parameter.asType()))
            .collect(Collectors.joining(", "))
        + " -> "
        + Words.of(method.getReturnType());
  }

  private List<Member> members() {
    return Members.of(context);
  }
}
