package dev.runnel.processor.analysis.bind;

import java.util.List;

/**
 * What each parameter of a step reads in one chain.
 *
 * @param sources for each parameter the index of the step that it reads, or {@code INPUT}; of no
 *     meaning for those that read no data
 * @param byPlace for each parameter whether only its place says so
 * @param streaming the index of the parameter that reads chunks or a stream, or {@link #NONE}
 */
record StepSources(List<Integer> sources, List<Boolean> byPlace, int streaming) {
  static final int NONE = -1;

  /** Lets the only parameter, that of a component or a chain, read a stream. */
  StepSources streamed() {
    return new StepSources(sources, byPlace, 0);
  }
}
