/**
 * Lets threads meet in the classes of the engine that are made for it: {@link
 * dev.runnel.engine.run.Occupancy}, {@link dev.runnel.engine.run.Lifetime}, {@link
 * dev.runnel.engine.stream.Channel}, {@link dev.runnel.engine.Shared}, {@link
 * dev.runnel.engine.Task}, and in {@link dev.runnel.engine.stream.StreamPublisher}.
 *
 * <p>The checker is jcstress. These classes save locks by saying in which order two threads write
 * one variable and read another, and some writes are weaker than volatile ones. A checker that
 * tries all interleavings of whole steps, such as Lincheck or Fray, cannot see what is wrong with
 * such an order; jcstress lets the processor and the JIT compiler reorder what they may, millions
 * of times. It also needs no agent and no JDK of its own.
 *
 * <p>A test is one claim: two actors, so that two processors are enough, an arbiter that looks at
 * what is left, and the outcomes that may be.
 */
@NullMarked
package dev.runnel.concurrency;

import org.jspecify.annotations.NullMarked;
