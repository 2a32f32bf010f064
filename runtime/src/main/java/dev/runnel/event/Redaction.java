package dev.runnel.event;

import java.util.Optional;

/**
 * Maps or drops payloads before an event leaves the run: inputs, chunks, outputs, failures, and
 * what custom events say.
 *
 * <pre>{@code
 * EventOptions.DEFAULT.withRedaction((run, payload) ->
 *     run.type() == RunType.CHAT_MODEL ? Optional.empty() : Optional.of(payload));
 * }</pre>
 *
 * <p>It is called by the threads of the run, also by several at once. If it throws, the payload is
 * dropped.
 */
@FunctionalInterface
public interface Redaction {
  /**
   * Says what is told of a payload.
   *
   * @param run the run that it belongs to
   * @param payload the payload
   * @return what stands in its place; empty to leave it out
   */
  Optional<?> apply(RunInfo run, Object payload);
}
