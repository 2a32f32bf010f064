package dev.runnel.flink;

/**
 * One chunk of a run, as it came.
 *
 * <p>A job that goes on after a failure begins the inputs again that had no answer yet: whoever
 * adds chunks up starts anew where the attempt is higher than before.
 *
 * @param input the input of the run
 * @param attempt how often the input was begun before; 0 for the first time
 * @param number the place among the run's chunks, from 0
 * @param chunk the chunk
 * @param <I> the input
 * @param <C> the chunk
 */
public record NumberedChunk<I, C>(I input, int attempt, long number, C chunk) {}
