package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * What a step gives.
 *
 * @param chunkType its chunks, boxed
 * @param wholeType its own whole, of a component, a chain or a call that is made once; else null
 * @param multiplicity how many chunks it gives
 */
public record StepOutput(
    TypeName chunkType, @Nullable TypeName wholeType, Multiplicity multiplicity) {}
