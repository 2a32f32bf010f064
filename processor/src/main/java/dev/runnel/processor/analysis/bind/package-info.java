/**
 * Finds what names mean, and binds declared steps to the chains that name them: what each parameter
 * reads, how chunks become wholes, what stands in for what. Names and cycles that are wrong are
 * reported; what does not fit in a {@link dev.runnel.processor.analysis.bind.BoundChain} is part of
 * it, for the check to report.
 */
@NullMarked
package dev.runnel.processor.analysis.bind;

import org.jspecify.annotations.NullMarked;
