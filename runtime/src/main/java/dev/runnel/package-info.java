/** Runs chains: runnels, their streams, and what composes them. */
@NullMarked
package dev.runnel;

import org.jspecify.annotations.NullMarked;
