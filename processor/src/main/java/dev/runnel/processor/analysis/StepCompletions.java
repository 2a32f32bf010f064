package dev.runnel.processor.analysis;

import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Remember;
import dev.runnel.processor.analysis.read.AgentNames;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Members;
import dev.runnel.processor.analysis.read.Memories;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.processing.Completion;
import javax.annotation.processing.Completions;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Suggests what an annotation's attribute could name, to an editor that asks. */
public final class StepCompletions {
  private final ChainClassContext context;
  private final Element element;
  private final WrittenSoFar written;

  private StepCompletions(ChainClassContext context, Element element, WrittenSoFar written) {
    this.context = context;
    this.element = element;
    this.written = written;
  }

  /**
   * Suggests names. Those of steps, tools and methods stand in quotes, placeholders in braces.
   *
   * @param elements the compiler's elements
   * @param types the type system
   * @param element what is annotated: a method or a parameter
   * @param annotation the annotation
   * @param member the attribute whose value is written
   * @param text what is written of the value so far: all of it, or its last element, perhaps with
   *     its quote
   * @return the names, with their types as messages; in {@code @Chain} first those that fit
   */
  public static List<Completion> of(
      Elements elements,
      TypeSystem types,
      Element element,
      AnnotationMirror annotation,
      ExecutableElement member,
      String text) {
    TypeElement named = (TypeElement) annotation.getAnnotationType().asElement();
    TypeElement chainClass = chainClass(element);
    if (chainClass == null) {
      return List.of();
    }
    StepCompletions completions =
        new StepCompletions(
            new ChainClassContext(elements, types, chainClass), element, WrittenSoFar.of(text));
    String attribute = named.getQualifiedName() + "." + member.getSimpleName();
    if (attribute.equals(Chain.class.getName() + ".value")) {
      return completions.chainSteps();
    } else if (attribute.equals(Chain.class.getName() + ".collect")) {
      return completions.collectors();
    } else if (attribute.equals(From.class.getName() + ".value")
        || attribute.equals(Fallback.class.getName() + ".value")) {
      return completions.steps();
    } else if (attribute.equals(Remember.class.getName() + ".value")) {
      return completions.memories();
    } else if (attribute.startsWith(Agent.class.getName() + ".")) {
      return completions.agent(member.getSimpleName().toString());
    } else if (attribute.startsWith(Prompt.class.getName() + ".")
        && element instanceof ExecutableElement prompt) {
      return PlaceholderCompletions.of(completions.context, prompt, text);
    }
    return List.of();
  }

  private List<Completion> steps() {
    return members().stream().map(this::step).flatMap(Optional::stream).toList();
  }

  /** Lists those that fit what flows at this place before all others. */
  private List<Completion> chainSteps() {
    Optional<FittingSteps> fitting = FittingSteps.of(context, element, written);
    List<Completion> first = new ArrayList<>();
    List<Completion> others = new ArrayList<>();
    for (Member member : members()) {
      Optional<Completion> step = step(member);
      Optional<String> misfit =
          step.flatMap(known -> fitting.flatMap(chain -> chain.misfit(member)));
      if (misfit.isPresent()) {
        others.add(quoted(member.name(), step.get().getMessage() + "; " + misfit.get()));
      } else {
        step.ifPresent(first::add);
      }
    }
    first.addAll(others);
    return first;
  }

  private Optional<Completion> step(Member member) {
    return OfferedSteps.of(context, member).map(step -> quoted(member.name(), step.told()));
  }

  private List<Completion> memories() {
    return members().stream()
        .filter(member -> Memories.mayBeMemory(context, member))
        .map(member -> quoted(member.name(), "ChatMemory"))
        .toList();
  }

  private List<Completion> collectors() {
    return members().stream()
        .filter(member -> !member.isAbstract() && !member.has(Modifier.PRIVATE))
        .filter(member -> takesList(member.type().getParameterTypes()))
        .map(member -> quoted(member.name(), told(member.element())))
        .toList();
  }

  private boolean takesList(List<? extends TypeMirror> parameters) {
    return parameters.size() == 1 && context.types().is(parameters.get(0), TypeNames.LIST);
  }

  private List<Completion> agent(String attribute) {
    return AgentNames.of(context, attribute).entrySet().stream()
        .filter(name -> name.getKey().startsWith(written.start()))
        .map(name -> quoted(name.getKey(), name.getValue()))
        .toList();
  }

  private static String told(ExecutableElement method) {
    return method.getParameters().stream()
            .map(parameter -> Words.of(parameter.asType()))
            .collect(Collectors.joining(", "))
        + " -> "
        + Words.of(method.getReturnType());
  }

  /** Lists the methods whose names go on as the text begins, but what the annotation stands on. */
  private List<Member> members() {
    return Members.of(context).stream()
        .filter(member -> !member.element().equals(element))
        .filter(member -> member.name().startsWith(written.start()))
        .toList();
  }

  private static Completion quoted(String name, String message) {
    return Completions.of("\"" + name + "\"", message);
  }

  private static @Nullable TypeElement chainClass(Element element) {
    Element at = element;
    while (at != null && !(at instanceof TypeElement)) {
      at = at.getEnclosingElement();
    }
    return (TypeElement) at;
  }
}
