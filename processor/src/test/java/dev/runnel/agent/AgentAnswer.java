package dev.runnel.agent;

import dev.runnel.Textual;

/** Stands in for the answer of an agent. */
public record AgentAnswer(String text) implements Textual {}
