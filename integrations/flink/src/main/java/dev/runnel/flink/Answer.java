package dev.runnel.flink;

/**
 * What a chain made of one input.
 *
 * @param input the input
 * @param attempt how often the input was begun before, in this job or in the one that it was
 *     restored from; 0 for the first time
 * @param value the whole
 * @param <I> the input
 * @param <O> the whole
 */
public record Answer<I, O>(I input, int attempt, O value) {}
