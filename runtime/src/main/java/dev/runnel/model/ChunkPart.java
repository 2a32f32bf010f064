package dev.runnel.model;

/**
 * A part of a chunk: a piece of a {@link MessagePart}, or a whole one.
 *
 * <p>Pieces of text that come one after the other are one part of the message, and so are those of
 * reasoning and of a refusal; a {@link PartEnd} between them makes them two. All other parts are
 * whole, save the {@linkplain ToolCallDelta pieces of tool calls}.
 */
public sealed interface ChunkPart permits MessagePart, ToolCallDelta, PartEnd {}
