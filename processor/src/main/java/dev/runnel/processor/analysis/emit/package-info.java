/**
 * Writes down, as the generator's model, what was read, bound and checked, and the facts that only
 * generated code needs: names, annotations, and what stands in for a class that is wrong.
 */
@NullMarked
package dev.runnel.processor.analysis.emit;

import org.jspecify.annotations.NullMarked;
