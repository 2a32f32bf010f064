package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.Report;
import java.util.Optional;

/**
 * What reading a chain's method found.
 *
 * @param member the method
 * @param request what it asks to read where it is a step of another chain
 * @param declared the chain; empty if it cannot be one
 * @param report what is wrong with it
 */
public record ChainReading(
    Member member, ReadRequest request, Optional<DeclaredChain> declared, Report report) {}
