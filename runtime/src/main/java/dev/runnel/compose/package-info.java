/**
 * Runnels that are put together at run time, where no chain class can say it: in parallel, by a
 * branch, for each input, over the entries of maps, or of a function.
 *
 * <p>A factory whose name begins with {@code of} returns the type that it stands on.
 */
@NullMarked
package dev.runnel.compose;

import org.jspecify.annotations.NullMarked;
