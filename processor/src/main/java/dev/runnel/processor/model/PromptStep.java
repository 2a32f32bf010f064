package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Describes a method with {@code @Prompt}: the generated class implements it.
 *
 * @param method the method; it returns {@code ChatPrompt}
 * @param system the system message; no parts if there is none
 * @param user the user message
 * @param histories the names of the parameters whose messages stand between the two
 * @param media the names of the parameters whose media belong to the user message
 * @param conversation the id of the conversation; no parts if the prompt names none
 */
public record PromptStep(
    MethodSignature method,
    List<TemplatePart> system,
    List<TemplatePart> user,
    List<String> histories,
    List<String> media,
    List<TemplatePart> conversation) {
  /** Copies the lists. */
  public PromptStep {
    system = List.copyOf(system);
    user = List.copyOf(user);
    histories = List.copyOf(histories);
    media = List.copyOf(media);
    conversation = List.copyOf(conversation);
  }

  /**
   * Tells whether the schema of an answer stands in a template.
   *
   * @return whether it does
   */
  public boolean saysSchema() {
    return Stream.concat(system.stream(), user.stream())
        .anyMatch(TemplatePart.Schema.class::isInstance);
  }

  /**
   * Lists what the models answer with that read the prompt.
   *
   * @param chains the chains of the class
   * @return the types, each once
   */
  public List<TypeName> answers(List<Chain> chains) {
    return chains.stream()
        .flatMap(
            chain ->
                chain.steps().stream()
                    .filter(step -> step.answer() != null && reads(step, chain))
                    .map(step -> Objects.requireNonNull(step.answer()).type()))
        .distinct()
        .toList();
  }

  private boolean reads(Step step, Chain chain) {
    return step.dataParameters().stream()
        .map(StepParameter::source)
        .anyMatch(
            source ->
                source != StepParameter.INPUT && chain.steps().get(source).method().equals(method));
  }
}
