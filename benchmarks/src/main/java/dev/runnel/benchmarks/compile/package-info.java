/** Measures what the annotation processor adds to the time of a compilation. */
@NullMarked
package dev.runnel.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
