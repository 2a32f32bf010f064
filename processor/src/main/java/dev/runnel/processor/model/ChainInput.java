package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;

/**
 * What a chain takes.
 *
 * @param type what it takes, boxed; of a chain that reads a stream, a chunk of that
 * @param isStream whether the sequence reads its input as a stream and so is a {@code
 *     StreamRunnel}: as declared, or as another chain of the class wants it
 */
public record ChainInput(TypeName type, boolean isStream) {}
