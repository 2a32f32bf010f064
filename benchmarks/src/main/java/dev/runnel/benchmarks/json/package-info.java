/** Measures the JSON views against Jackson's non-blocking parser. */
@NullMarked
package dev.runnel.benchmarks.json;

import org.jspecify.annotations.NullMarked;
