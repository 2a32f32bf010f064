/** Chains on Apache Flink, measured against an asynchronous function that is written by hand. */
@NullMarked
package dev.runnel.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
