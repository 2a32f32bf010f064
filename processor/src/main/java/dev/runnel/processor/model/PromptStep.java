package dev.runnel.processor.model;

import java.util.List;

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
}
