/**
 * Checks chain classes and bound chains, and says what is wrong: what does not fit, what nobody
 * reads, what does not stream.
 */
@NullMarked
package dev.runnel.processor.analysis.check;

import org.jspecify.annotations.NullMarked;
