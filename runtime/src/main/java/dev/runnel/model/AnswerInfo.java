package dev.runnel.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a model's answer beside its parts. What the model does not tell is null.
 *
 * <p>Immutable and thread-safe; each {@code with} method returns a copy.
 *
 * @param id the provider's id for the answer
 * @param model the model that answered, in the provider's word
 * @param provider who answered, such as {@code "openai"}
 * @param created when the answer was made
 * @param finishReason why it ended
 * @param rawFinishReason why it ended, in the provider's word
 * @param usage how many tokens it took
 */
public record AnswerInfo(
    @Nullable String id,
    @Nullable String model,
    @Nullable String provider,
    @Nullable Instant created,
    @Nullable FinishReason finishReason,
    @Nullable String rawFinishReason,
    @Nullable TokenUsage usage) {
  /** Nothing. */
  public static final AnswerInfo NONE = new AnswerInfo(null, null, null, null, null, null, null);

  /**
   * Says how an answer ended.
   *
   * @param finishReason why; null if that is not known
   * @param usage how many tokens it took; null if that is not known
   * @return the info
   */
  public static AnswerInfo of(@Nullable FinishReason finishReason, @Nullable TokenUsage usage) {
    return finishReason == null && usage == null
        ? NONE
        : new AnswerInfo(null, null, null, null, finishReason, null, usage);
  }

  /**
   * Sets the provider's id for the answer.
   *
   * @param id the id; null if that is not known
   * @return a copy
   */
  public AnswerInfo withId(@Nullable String id) {
    return new AnswerInfo(id, model, provider, created, finishReason, rawFinishReason, usage);
  }

  /**
   * Sets the model that answered.
   *
   * @param model its name; null if that is not known
   * @return a copy
   */
  public AnswerInfo withModel(@Nullable String model) {
    return new AnswerInfo(id, model, provider, created, finishReason, rawFinishReason, usage);
  }

  /**
   * Sets who answered.
   *
   * @param provider the provider; null if that is not known
   * @return a copy
   */
  public AnswerInfo withProvider(@Nullable String provider) {
    return new AnswerInfo(id, model, provider, created, finishReason, rawFinishReason, usage);
  }

  /**
   * Sets when the answer was made.
   *
   * @param created the time; null if that is not known
   * @return a copy
   */
  public AnswerInfo withCreated(@Nullable Instant created) {
    return new AnswerInfo(id, model, provider, created, finishReason, rawFinishReason, usage);
  }

  /**
   * Sets why the answer ended.
   *
   * @param finishReason the reason; null if that is not known
   * @param raw the reason in the provider's word; null if that is not known
   * @return a copy
   */
  public AnswerInfo withFinishReason(@Nullable FinishReason finishReason, @Nullable String raw) {
    return new AnswerInfo(id, model, provider, created, finishReason, raw, usage);
  }

  /**
   * Sets how many tokens the answer took.
   *
   * @param usage the numbers; null if they are not known
   * @return a copy
   */
  public AnswerInfo withUsage(@Nullable TokenUsage usage) {
    return new AnswerInfo(id, model, provider, created, finishReason, rawFinishReason, usage);
  }

  /**
   * Lays what a later chunk tells over this.
   *
   * @param later what wins where it is known
   * @return the merged info
   */
  public AnswerInfo merge(AnswerInfo later) {
    if (later.equals(NONE)) {
      return this;
    }
    return equals(NONE)
        ? later
        : new AnswerInfo(
            later.id == null ? id : later.id,
            later.model == null ? model : later.model,
            later.provider == null ? provider : later.provider,
            later.created == null ? created : later.created,
            later.finishReason == null ? finishReason : later.finishReason,
            later.rawFinishReason == null ? rawFinishReason : later.rawFinishReason,
            later.usage == null ? usage : later.usage);
  }
}
