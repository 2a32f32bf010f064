package dev.runnel.agent;

import dev.runnel.Textual;

/** Stands in for the chunk of an agent. */
public record AgentChunk(String text) implements Textual {}
