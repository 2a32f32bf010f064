/** Measures generated chains against hand-written loops and other libraries. */
@NullMarked
package dev.runnel.benchmarks;

import org.jspecify.annotations.NullMarked;
