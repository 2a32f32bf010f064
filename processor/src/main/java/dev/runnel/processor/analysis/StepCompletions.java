package dev.runnel.processor.analysis;

import dev.runnel.annotations.Prompt;
import dev.runnel.processor.analysis.Nameable.Named;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.types.TypeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Completion;
import javax.annotation.processing.Completions;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
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
    if (attribute.equals(Nameable.CHAIN)) {
      return completions.chainSteps();
    } else if (attribute.startsWith(Prompt.class.getName() + ".")
        && element instanceof ExecutableElement prompt) {
      return PlaceholderCompletions.of(completions.context, prompt, text);
    }
    return completions.named(attribute).stream()
        .map(each -> quoted(each.name(), each.told()))
        .toList();
  }

  /** Lists those that fit what flows at this place before all others. */
  private List<Completion> chainSteps() {
    Optional<FittingSteps> fitting = FittingSteps.of(context, element, written);
    List<Completion> first = new ArrayList<>();
    List<Completion> others = new ArrayList<>();
    for (Named step : named(Nameable.CHAIN)) {
      Optional<String> misfit =
          Optional.ofNullable(step.member())
              .flatMap(member -> fitting.flatMap(chain -> chain.misfit(member)));
      misfit.ifPresentOrElse(
          why -> others.add(quoted(step.name(), step.told() + "; " + why)),
          () -> first.add(quoted(step.name(), step.told())));
    }
    first.addAll(others);
    return first;
  }

  /** Lists what goes on as the text begins, but what the annotation stands on. */
  private List<Named> named(String attribute) {
    return new Nameable(context)
        .by(attribute).stream()
            .filter(each -> each.member() == null || !each.member().element().equals(element))
            .filter(each -> each.name().startsWith(written.start()))
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
