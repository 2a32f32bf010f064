/**
 * The same small programs with Runnel, LangChain4j and Spring AI: their lines, and what they bind.
 */
@NullMarked
package dev.runnel.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
