package dev.runnel.agent;

/** Stands in for the turn of an agent. */
public record Turn(String text) {}
