package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.Reads;
import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Is a step or a chain that fallbacks have to fit.
 *
 * @param member its method
 * @param reads how it reads
 * @param streamed the index of the step whose chunks it reads; if it reads a whole, of the step
 *     before it
 * @param sources the index of each step that it reads
 * @param inputs the types of what it reads, for a stream or chunks those of one chunk
 * @param chunk its chunks
 * @param called what a call that it returns adds up to; null if it returns none
 * @param multiplicity how many chunks it gives
 * @param cumulative whether each of its chunks replaces the one before
 */
public record Guarded(
    Member member,
    Reads reads,
    int streamed,
    List<Integer> sources,
    List<TypeMirror> inputs,
    TypeMirror chunk,
    @Nullable TypeMirror called,
    Multiplicity multiplicity,
    boolean cumulative) {
  String name() {
    return member.name();
  }

  /** Returns what a fallback's parameter reads if only its place says so. */
  int place() {
    boolean streams = reads == Reads.CHUNK || reads == Reads.STREAM;
    return streams || sources.size() != 1 ? streamed : sources.get(0);
  }
}
