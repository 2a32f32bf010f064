package dev.runnel.model;

/**
 * A part of a message. The order of parts has a meaning: a model may think, speak, call a tool, and
 * think again.
 *
 * <p>Immutable and thread-safe, as all kinds are.
 */
public sealed interface MessagePart extends ChunkPart
    permits TextPart, Media, Reasoning, ToolCall, ToolResult, Refusal, OtherPart {
  /**
   * Returns what a provider adds to the part.
   *
   * @return the extras; often none
   */
  Extras extras();
}
