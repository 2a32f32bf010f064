package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;

/**
 * What a chain gives.
 *
 * @param chunkType what it streams, as declared; if not declared, what its last step gives
 * @param wholeType what it gives as a whole, as declared; if not declared, what its chunks add up
 *     to
 * @param conversion what makes a chunk of the last step a chunk of the chain
 * @param whole how the chunks of the chain become its whole: {@link WholeRule.Own} is that of the
 *     last step, before {@code conversion}, which then is none; the other rules take chunks of
 *     {@code chunkType}
 * @param multiplicity how many chunks it gives
 */
public record ChainOutput(
    TypeName chunkType,
    TypeName wholeType,
    Conversion conversion,
    Wholeness whole,
    Multiplicity multiplicity) {}
