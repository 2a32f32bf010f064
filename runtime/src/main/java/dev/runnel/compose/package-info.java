/**
 * Runnels that are put together at run time: parallel, branch, each, assign, pick, lambda,
 * generator, passthrough.
 */
@NullMarked
package dev.runnel.compose;

import org.jspecify.annotations.NullMarked;
