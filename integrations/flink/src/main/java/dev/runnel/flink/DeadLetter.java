package dev.runnel.flink;

import dev.runnel.StepTrail;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An input that got no answer, and why.
 *
 * @param input the input
 * @param attempt how often the input was begun before; 0 for the first time
 * @param exception the class of what was thrown
 * @param message its text; null if it has none
 * @param step the step that threw it; null if that is not known
 * @param runId the id of the chain's run; null if that is not known
 * @param <I> the input
 */
public record DeadLetter<I>(
    I input,
    int attempt,
    String exception,
    @Nullable String message,
    @Nullable String step,
    @Nullable String runId) {
  static <I> DeadLetter<I> of(I input, int attempt, Throwable failure) {
    Optional<StepTrail> trail =
        Arrays.stream(failure.getSuppressed())
            .filter(StepTrail.class::isInstance)
            .map(StepTrail.class::cast)
            .findFirst();
    return new DeadLetter<>(
        input,
        attempt,
        failure.getClass().getName(),
        failure.getMessage(),
        trail.map(StepTrail::step).orElse(null),
        trail.map(each -> each.runId().toString()).orElse(null));
  }
}
