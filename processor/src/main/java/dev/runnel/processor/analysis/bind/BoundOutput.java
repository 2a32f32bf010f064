package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Wholeness;
import javax.lang.model.type.TypeMirror;

/**
 * What a chain gives.
 *
 * @param chunk its chunks
 * @param conversion what makes a chunk of its last step one of its own
 * @param whole its whole
 * @param wholeness how its chunks become its whole
 */
public record BoundOutput(
    TypeMirror chunk, Conversion conversion, TypeMirror whole, Wholeness wholeness) {}
