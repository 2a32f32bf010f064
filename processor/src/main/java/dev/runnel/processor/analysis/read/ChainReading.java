package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.Report;
import org.jspecify.annotations.Nullable;

/**
 * Is what reading a chain's method found.
 *
 * @param member the method
 * @param signature the chain; null if it cannot be one
 * @param report what is wrong with it
 */
public record ChainReading(Member member, @Nullable ChainSignature signature, Report report) {}
