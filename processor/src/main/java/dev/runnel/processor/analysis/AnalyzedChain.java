package dev.runnel.processor.analysis;

import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.model.Chain;
import javax.lang.model.type.TypeMirror;

/**
 * Is a chain that is right.
 *
 * @param signature its declaration
 * @param model its model
 * @param chunk what it streams
 * @param whole what it gives as a whole
 * @param cumulative whether each of its chunks replaces the one before
 * @param streamsInput whether all that reads its input reads chunks or a stream
 */
record AnalyzedChain(
    ChainSignature signature,
    Chain model,
    TypeMirror chunk,
    TypeMirror whole,
    boolean cumulative,
    boolean streamsInput) {}
