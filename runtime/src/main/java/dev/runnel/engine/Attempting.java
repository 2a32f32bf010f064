package dev.runnel.engine;

/**
 * Marks a runnel that runs others in its place: their runs bear their type, and its own run is a
 * chain, whatever the step that it is says.
 */
public interface Attempting {}
