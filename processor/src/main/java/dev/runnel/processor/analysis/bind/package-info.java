/**
 * Binds declared steps to the chains that name them: what each parameter reads, how chunks become
 * wholes, what stands in for what. A {@code BoundChain} also holds what does not fit; nothing here
 * says so to the user.
 */
@NullMarked
package dev.runnel.processor.analysis.bind;

import org.jspecify.annotations.NullMarked;
