package dev.runnel.processor.analysis.bind;

import java.util.List;

/**
 * Says what each parameter of a step reads in one chain.
 *
 * @param sources for each parameter the index of the step that it reads, or {@code INPUT}; of no
 *     meaning for those that read no data
 * @param byPlace for each parameter whether only its place says so
 * @param streaming the index of the parameter that reads chunks or a stream, or {@link #NONE}
 */
public record StepBinding(List<Integer> sources, List<Boolean> byPlace, int streaming) {
  static final int NONE = -1;
}
