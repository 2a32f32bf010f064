package dev.runnel.model;

import java.util.List;
import java.util.Optional;

/**
 * Tells, while an answer is being streamed, which of its tool calls each {@link ToolCallDelta}
 * belongs to: for whoever shows calls while a model writes them. The pieces are told apart as they
 * are where they add up to an {@link AiMessage}.
 *
 * <pre>{@code
 * ToolCallPieces pieces = new ToolCallPieces();
 * for (ToolCallDelta delta : chunk.toolCalls()) {
 *   pieces.add(delta).ifPresent(piece -> show(piece.call(), piece.name(), piece.arguments()));
 * }
 * }</pre>
 *
 * <p>Good for one answer. Not thread-safe.
 */
public final class ToolCallPieces {
  private final ToolCallSum calls = new ToolCallSum();

  /** Starts with no calls. */
  public ToolCallPieces() {}

  /**
   * A piece of a call that is known.
   *
   * @param call which of the answer's calls it belongs to: 0 for the one that began first
   * @param id the call's id as far as it is known; empty if it is not known yet
   * @param name the tool's name as far as it is known; empty if it is not known yet
   * @param arguments the next bit of the arguments' JSON text; may be empty
   */
  public record Piece(int call, String id, String name, String arguments) {}

  /**
   * Reads the next piece.
   *
   * @param delta the piece
   * @return the piece with its call; empty if it tells nothing new, or not which call is meant
   */
  public Optional<Piece> add(ToolCallDelta delta) {
    ToolCallSum.Partial call = calls.add(delta);
    return call == null
        ? Optional.empty()
        : Optional.of(new Piece(call.place, call.id(), call.name(), delta.arguments()));
  }

  /**
   * Returns what the pieces add up to so far.
   *
   * @return the calls in the order in which they began, unmodifiable
   */
  public List<ToolCall> calls() {
    return calls.begun().stream().map(ToolCallSum.Partial::toCall).toList();
  }
}
