package dev.runnel.agent;

import dev.runnel.Textual;
import dev.runnel.annotations.AgentText;
import dev.runnel.event.EventPayload;
import dev.runnel.model.AiMessage;
import dev.runnel.model.Answered;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.TokenUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the chunks of an {@link Agent} add up to.
 *
 * @param text what the agent said: what {@link AgentText} says
 * @param messages all new messages in their order, unmodifiable: a history that a model's provider
 *     accepts behind the question, in any case. Where a call has no result, because the run was
 *     cancelled or waits, one says so.
 * @param finish how it ended
 * @param paused where it stopped, if calls wait for approval; else null
 */
public record AgentAnswer(
    String text, List<ChatMessage> messages, AgentFinish finish, @Nullable PausedAgent paused)
    implements Answered, Textual, EventPayload {
  /** Checks that nothing is null, and copies the list. */
  public AgentAnswer {
    Objects.requireNonNull(text, "An agent's text may be empty, but not null.");
    Objects.requireNonNull(finish, "An agent's answer needs to say how it ended.");
    messages = List.copyOf(messages);
  }

  @Override
  public List<ChatMessage> newMessages() {
    return messages;
  }

  @Override
  public boolean isComplete() {
    return paused == null;
  }

  /**
   * Returns the model's answers, one for each turn.
   *
   * @return the messages, the oldest first
   */
  public List<AiMessage> turns() {
    return messages.stream()
        .filter(AiMessage.class::isInstance)
        .map(AiMessage.class::cast)
        .toList();
  }

  /**
   * Returns what the model said last.
   *
   * @return the message
   * @throws IllegalStateException if it said nothing, because the run was cancelled before
   */
  public AiMessage message() {
    List<AiMessage> turns = turns();
    if (turns.isEmpty()) {
      throw new IllegalStateException("The run of the agent ended before the model said anything.");
    }
    return turns.get(turns.size() - 1);
  }

  /**
   * Returns how many tokens each turn took.
   *
   * @return the numbers of those turns of which they are known, the oldest first
   */
  public List<TokenUsage> usages() {
    List<TokenUsage> usages = new ArrayList<>();
    for (AiMessage turn : turns()) {
      TokenUsage usage = turn.usage();
      if (usage != null) {
        usages.add(usage);
      }
    }
    return List.copyOf(usages);
  }

  /**
   * Returns how many tokens all turns took. What a provider has in its cache is counted once for
   * each turn that used it.
   *
   * @return the sums; null if no turn tells
   */
  public @Nullable TokenUsage usage() {
    return usages().stream().reduce(AgentAnswer::sum).orElse(null);
  }

  private static TokenUsage sum(TokenUsage first, TokenUsage second) {
    return new TokenUsage(
        first.input() + second.input(),
        first.output() + second.output(),
        first.total() + second.total(),
        first.cachedInput() + second.cachedInput(),
        first.writtenInput() + second.writtenInput(),
        first.reasoning() + second.reasoning());
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("text", text);
    payload.put("messages", messages);
    payload.put("finish", finish);
    if (paused != null) {
      payload.put("asked", paused.asked());
    }
    return payload;
  }
}
