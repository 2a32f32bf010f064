package dev.runnel.processor.analysis;

import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Remember;
import dev.runnel.processor.analysis.read.AgentNames;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReader;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.analysis.read.DeclaredParameter;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Members;
import dev.runnel.processor.analysis.read.Memories;
import dev.runnel.processor.analysis.read.StepReader;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.Completion;
import javax.annotation.processing.Completions;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Suggests the steps that an annotation could name, to an editor that asks. */
public final class StepCompletions {
  private static final Set<String> ANNOTATIONS =
      Set.of(
          Chain.class.getName(),
          From.class.getName(),
          Fallback.class.getName(),
          Remember.class.getName());

  private StepCompletions() {}

  /**
   * Suggests the names of steps.
   *
   * @param elements the compiler's elements
   * @param types the type system
   * @param element what is annotated: a method or a parameter
   * @param annotation the annotation
   * @param member the attribute whose value is written
   * @param written what is written so far, perhaps with its quote
   * @return the names in quotes, in the order of their declaration, with their types as messages
   */
  public static List<Completion> of(
      Elements elements,
      TypeSystem types,
      Element element,
      AnnotationMirror annotation,
      ExecutableElement member,
      String written) {
    TypeElement named = (TypeElement) annotation.getAnnotationType().asElement();
    TypeElement chainClass = chainClass(element);
    String attribute = member.getSimpleName().toString();
    boolean isAgent = named.getQualifiedName().contentEquals(Agent.class.getName());
    if (chainClass == null
        || !(isAgent
            || (ANNOTATIONS.contains(named.getQualifiedName().toString())
                && attribute.equals("value")))) {
      return List.of();
    }
    String start = written.replaceFirst("^\\s*\\{?\\s*\"?", "");
    ChainClassContext context = new ChainClassContext(elements, types, chainClass);
    if (isAgent) {
      return AgentNames.of(context, attribute).entrySet().stream()
          .filter(name -> name.getKey().startsWith(start))
          .map(name -> Completions.of("\"" + name.getKey() + "\"", name.getValue()))
          .toList();
    }
    return Members.of(context).stream()
        .filter(step -> !step.element().equals(element))
        .filter(step -> step.name().startsWith(start))
        .map(
            step ->
                named.getQualifiedName().contentEquals(Remember.class.getName())
                    ? memory(context, step)
                    : completion(context, step))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Completion> completion(ChainClassContext context, Member member) {
    return told(context, member).map(text -> Completions.of("\"" + member.name() + "\"", text));
  }

  private static Optional<Completion> memory(ChainClassContext context, Member member) {
    return Memories.mayBeMemory(context, member)
        ? Optional.of(Completions.of("\"" + member.name() + "\"", "ChatMemory"))
        : Optional.empty();
  }

  private static Optional<String> told(ChainClassContext context, Member member) {
    if (ChainReader.isChain(member)) {
      Optional<DeclaredChain> chain = ChainReader.read(context, member).declared();
      return Optional.of(chain.map(StepCompletions::told).orElse(""));
    }
    if (StepReader.isStep(member)) {
      Optional<DeclaredStep> step = StepReader.read(context, member).declared();
      return Optional.of(step.map(StepCompletions::told).orElse(""));
    }
    return Optional.empty();
  }

  private static String told(DeclaredChain chain) {
    String given =
        chain.chunk() != null
            ? Words.of(chain.chunk())
            : chain.whole() == null ? "" : Words.of(chain.whole());
    return Words.of(chain.input()) + " -> " + given;
  }

  private static String told(DeclaredStep step) {
    String read =
        step.parameters().stream()
            .filter(DeclaredParameter::isData)
            .map(parameter -> Words.of(parameter.element()))
            .collect(Collectors.joining(", "));
    return read + " -> " + Words.of(step.chunk());
  }

  private static @Nullable TypeElement chainClass(Element element) {
    Element at = element;
    while (at != null && !(at instanceof TypeElement)) {
      at = at.getEnclosingElement();
    }
    return (TypeElement) at;
  }
}
