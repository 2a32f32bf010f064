/**
 * Chains as operators and functions of Apache Flink. Start at {@link dev.runnel.flink.FlinkChain}.
 */
@NullMarked
package dev.runnel.flink;

import org.jspecify.annotations.NullMarked;
