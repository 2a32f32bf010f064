package dev.runnel.processor.model;

/**
 * The JSON schemas of a chain, each on one line.
 *
 * @param input of its input
 * @param chunk of its chunks
 * @param output of its whole
 */
public record ChainSchemas(String input, String chunk, String output) {}
